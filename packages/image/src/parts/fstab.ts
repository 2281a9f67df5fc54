import {type FstabEntry, flattenMounts, type Host, parseFstab, renderFstab} from '@livemode/host'
import {liveDevice} from '../source-root.ts'
import {moveOptions} from './mount-options.ts'

/** The live system's fstab, and what of the source's is not in it. */
export interface PlannedFstab {
  readonly text: string
  readonly entries: readonly FstabEntry[]
  readonly leftOut: readonly {readonly entry: FstabEntry; readonly why: string}[]
}

/** The file systems that the live system mounts: its initramfs and its userspace know these. */
export const liveFileSystems: readonly string[] = ['xfs', 'ext2', 'ext3', 'ext4', 'btrfs', 'vfat']

// A mount that fails must not stop the boot, and the upgrade must not start before the others are up.
const liveOptions = [
  'nofail',
  'x-systemd.before=upgrade.service',
  'x-systemd.before=upgrade-strace.service',
]

// The upgrade writes to the root; and what the live system's network needs is on it.
const onlyInSource = ['ro', '_netdev']

// What the root holds says how the devices of the others come about: multipath maps, arrays, keys.
const afterSettings = 'x-systemd.after=machine-settings.service'

/** Moves the source's fstab below the source root, as fstab(5) and systemd.mount(5) have it. */
export function planFstab(host: Host, sourceRoot: string): PlannedFstab {
  const entries: FstabEntry[] = []
  const leftOut: {entry: FstabEntry; why: string}[] = []
  for (const entry of sourceEntries(host)) {
    const why = reasonToLeaveOut(entry, sourceRoot)
    if (why !== undefined) leftOut.push({entry, why})
    else if (entry.vfstype === 'swap')
      entries.push({...entry, options: [...entry.options, 'nofail']})
    else if (!(entry.file === '/' && sourceRoot === liveDevice)) {
      entries.push(moveBelow(entry, sourceRoot))
    }
  }
  return {text: renderFstab(entries), entries, leftOut}
}

const isBind = (entry: FstabEntry) =>
  entry.options.includes('bind') || entry.options.includes('rbind')

function reasonToLeaveOut(entry: FstabEntry, sourceRoot: string): string | undefined {
  if (entry.vfstype === 'swap') return reasonToLeaveOutSwap(entry, sourceRoot)
  const types = entry.vfstype.split(',')
  if (isBind(entry) || types.every(type => [...liveFileSystems, 'auto'].includes(type))) {
    return undefined
  }
  return `the live system does not mount ${entry.vfstype}`
}

function reasonToLeaveOutSwap({spec}: FstabEntry, sourceRoot: string): string | undefined {
  if (spec.startsWith('/dev/zram')) return 'swap in memory belongs to the running system'
  if (spec.startsWith('/') && !spec.startsWith('/dev/')) {
    return `a swap file is not used: it lies below ${sourceRoot}`
  }
  return undefined
}

function moveBelow(entry: FstabEntry, sourceRoot: string): FstabEntry {
  const below = (path: string) => (path === '/' ? sourceRoot : `${sourceRoot}${path}`)
  const isRoot = entry.file === '/'
  return {
    ...entry,
    spec: isBind(entry) ? below(entry.spec) : entry.spec,
    file: below(entry.file),
    options: [
      ...moveOptions(entry.options, below).filter(
        option => !isRoot || !onlyInSource.includes(option),
      ),
      ...liveOptions,
      ...(isRoot ? [] : [afterSettings]),
    ],
  }
}

/** The source's entries; one for its root is made from what is mounted when fstab has none. */
function sourceEntries(host: Host): readonly FstabEntry[] {
  const entries = parseFstab(host.fstab, {file: 'fstab'})
  if (entries.some(entry => entry.file === '/')) return entries
  const root = flattenMounts(host.mounts).find(mount => mount.target === '/')
  if (!root?.uuid) return entries
  const subvolume = root.fsroot === '/' ? [] : [`subvol=${root.fsroot}`]
  const made: FstabEntry = {
    spec: `UUID=${root.uuid}`,
    file: '/',
    vfstype: root.fstype,
    options: ['rw', ...subvolume],
    freq: 0,
    passno: 0,
  }
  return [made, ...entries]
}
