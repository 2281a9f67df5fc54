import {isWithin} from '@livemode/host'

/** A place of the source that an upgrade needs. */
interface NeededPlace {
  readonly path: string
  /** Whether packages put files anywhere below it, so that what is mounted there is needed, too. */
  readonly whole: boolean
}

/**
 * Where an upgrade writes to: programs, kernels and boot loader, package databases, caches, records and log. What is
 * written below a mount point whose file system is missing is lost.
 */
const neededPlaces: readonly NeededPlace[] = [
  {path: '/usr', whole: true},
  {path: '/etc', whole: true},
  {path: '/opt', whole: false},
  // The EFI system partition, too.
  {path: '/boot', whole: true},
  {path: '/efi', whole: true},
  {path: '/var/lib/dpkg', whole: true},
  {path: '/var/lib/apt', whole: true},
  {path: '/var/cache/apt', whole: false},
  {path: '/var/lib/rpm', whole: true},
  {path: '/var/lib/dnf', whole: false},
  {path: '/var/cache/dnf', whole: false},
  {path: '/var/lib/leapp', whole: false},
  {path: '/var/log/leapp', whole: false},
]

/** Nothing of a distribution's packages is there. */
const localPlaces = ['/usr/local', '/usr/src']

/**
 * Whether an upgrade needs the file system that the source mounts at a place: because it is, holds, or is part of
 * one of those.
 */
export function isNeeded(target: string): boolean {
  if (localPlaces.some(place => isWithin(target, place))) return false
  return neededPlaces.some(
    ({path, whole}) => isWithin(path, target) || (whole && isWithin(target, path)),
  )
}
