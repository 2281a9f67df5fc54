import {posix} from 'node:path'
import {
  type FstabEntry,
  isWithin,
  type Mount,
  mountHolding,
  pathInFilesystemOf,
} from '@livemode/host'
import {isNeeded} from '../tables/needed-places.ts'
import type {VisibleMounts} from './source-mounts.ts'

export const isBindEntry = ({options}: FstabEntry): boolean =>
  options.includes('bind') || options.includes('rbind')

/** Whether a mount shows a folder of a file system, and neither the whole of it nor a subvolume. */
export const isBindMount = (mount: Mount): boolean => mount.fsroot !== wholeOf(mount)

/** What a mount of the device itself would show. */
function wholeOf({fstype, fsroot, options}: Mount): string {
  if (fstype !== 'btrfs') return '/'
  // Old kernels do not tell the subvolume of a mount.
  return optionValue(options, 'subvol') ?? fsroot
}

/** The value of an option of a mount. */
export const optionValue = (options: string, name: string): string | undefined =>
  options
    .split(',')
    .find(option => option.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/**
 * Finds the path under which the source has the folder that a bind mount shows, on a mount that fstab has or the
 * upgrade needs. Gives undefined where there is none.
 */
export function findBoundPath(
  mount: Mount,
  {visible, inFstab}: {readonly visible: VisibleMounts; readonly inFstab: readonly string[]},
): string | undefined {
  const others = [...visible.values()].filter(({target}) => !isWithin(target, mount.target))
  return others
    .filter(({target}) => isNeeded(target) || inFstab.includes(target))
    .filter(other => isSameFileSystem(other, mount) && isWithin(mount.fsroot, other.fsroot))
    .map(other => ({
      other,
      path: posix.join(other.target, posix.relative(other.fsroot, mount.fsroot)),
    }))
    .find(({other, path}) => mountHolding(others, path) === other)?.path
}

/** Whether a mount shows what lies at a path of the source; true where nothing is known of that path. */
export function showsPath(mount: Mount, path: string, visible: VisibleMounts): boolean {
  const others = [...visible.values()].filter(({target}) => target !== mount.target)
  const holder = mountHolding(others, path)
  if (holder === undefined) return true
  return isSameFileSystem(holder, mount) && pathInFilesystemOf(holder, path) === mount.fsroot
}

const isSameFileSystem = (one: Mount, other: Mount): boolean =>
  one.fstype === other.fstype &&
  (one.uuid === null ? one.source === other.source : one.uuid === other.uuid)
