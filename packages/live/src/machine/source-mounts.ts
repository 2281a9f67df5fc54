import {posix} from 'node:path'
import {type FstabEntry, flattenMounts, type Host, type Mount, parseFstab} from '@livemode/host'
import {memoryFileSystems} from '../tables/file-systems.ts'
import {isNeeded} from '../tables/needed-places.ts'
import type {FindUnreached} from './reached-devices.ts'

/** What the source has at a mount point: by its fstab, and in fact. */
export interface SourceMount {
  readonly at: string
  readonly entry?: FstabEntry
  readonly mount?: Mount
}

/** What is seen at each mount point of a machine, by its path. */
export type VisibleMounts = ReadonlyMap<string, Mount>

/** Of several mounts at a place the last one hides the others; what waits there to be mounted hides nothing. */
export function listVisibleMounts(host: Host): VisibleMounts {
  const visible = new Map<string, Mount>()
  for (const mount of flattenMounts(host.mounts)) {
    if (mount.fstype !== 'autofs' || !visible.has(mount.target)) visible.set(mount.target, mount)
  }
  return visible
}

/** What is known of the source when one of its mounts is looked at. */
export interface SourceKnowledge {
  readonly visible: VisibleMounts
  /** The mount points of its fstab. */
  readonly inFstab: readonly string[]
  readonly volumeGroups: readonly string[]
  /** What of the devices below its mounts the live system does not have. */
  readonly findUnreached: FindUnreached
}

/** The entries of the source's fstab, those of swap too, then what is mounted at other places of real devices or needed ones. */
export function listSourceMounts(host: Host, visible: VisibleMounts): readonly SourceMount[] {
  const entries = parseFstab(host.fstab, {file: 'fstab'}).map(normalize)
  const inFstab = entries.filter(entry => !isSwap(entry)).map(({file}) => file)
  const others = [...visible.values()].filter(
    ({target, fstype, devices}) =>
      !inFstab.includes(target) &&
      !memoryFileSystems.includes(fstype) &&
      (isNeeded(target) || devices.length > 0),
  )
  return [
    ...others.filter(({target}) => target === '/').map(mountOnly),
    ...entries.map(entry => {
      const mount = isSwap(entry) ? undefined : visible.get(entry.file)
      return {at: entry.file, entry, ...(mount && {mount})}
    }),
    ...others.filter(({target}) => target !== '/').map(mountOnly),
  ]
}

export const isSwap = ({vfstype}: FstabEntry): boolean => vfstype === 'swap'

const normalize = (entry: FstabEntry): FstabEntry =>
  entry.file.startsWith('/') ? {...entry, file: posix.resolve(entry.file)} : entry

const mountOnly = (mount: Mount): SourceMount => ({at: mount.target, mount})
