import {type FstabEntry, flattenMounts, type Host, parseFstab, renderFstab} from '@livemode/host'
import {liveDevice} from '../source-root.ts'

/** The live system's fstab, and what of the source's is not in it. */
export interface PlannedFstab {
  readonly text: string
  /** Whether the source's root is there: by this fstab, or because dmsquash-live mounts it. */
  readonly mountsRoot: boolean
  readonly leftOut: readonly {readonly entry: FstabEntry; readonly why: string}[]
}

const fileSystems = ['xfs', 'ext2', 'ext3', 'ext4', 'btrfs', 'vfat', 'auto']

// A mount that fails must not stop the boot, and the upgrade must not start before the others are up.
const liveOptions = [
  'nofail',
  'x-systemd.before=upgrade.service',
  'x-systemd.before=upgrade-strace.service',
  'x-systemd.device-timeout=30s',
]

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
  const mountsRoot = sourceRoot === liveDevice || entries.some(({file}) => file === sourceRoot)
  return {text: renderFstab(entries), mountsRoot, leftOut}
}

const isBind = (entry: FstabEntry) =>
  entry.options.includes('bind') || entry.options.includes('rbind')

function reasonToLeaveOut(entry: FstabEntry, sourceRoot: string): string | undefined {
  if (entry.vfstype === 'swap') {
    return entry.spec.startsWith('/') && !entry.spec.startsWith('/dev/')
      ? `a swap file is not used: it lies below ${sourceRoot}`
      : undefined
  }
  if (isBind(entry) || fileSystems.includes(entry.vfstype)) return undefined
  return `the live system does not mount ${entry.vfstype}`
}

function moveBelow(entry: FstabEntry, sourceRoot: string): FstabEntry {
  const below = (path: string) => (path === '/' ? sourceRoot : `${sourceRoot}${path}`)
  return {
    ...entry,
    spec: isBind(entry) ? below(entry.spec) : entry.spec,
    file: below(entry.file),
    options: [
      ...entry.options.filter(option => option !== 'ro' || entry.file !== '/'),
      ...liveOptions,
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
