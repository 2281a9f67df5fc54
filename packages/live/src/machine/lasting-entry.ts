import type {FstabEntry, Mount} from '@livemode/host'
import {liveFileSystems} from '../tables/file-systems.ts'
import {isBindEntry, isBindMount, showsPath} from './bind-mount.ts'
import {isLastingName, isPathOfSource} from './device-names.ts'
import {type LastingEntry, withLastingOptions} from './lasting-options.ts'
import {isOnLoopDevice, nameMountedDevice, reasonOfDevices} from './mounted-device.ts'
import {planMountedEntry} from './mounted-entry.ts'
import {withNetwork} from './network-option.ts'
import {reasons} from './reason.ts'
import type {SourceKnowledge, SourceMount} from './source-mounts.ts'
import {withSubvolume} from './subvolume.ts'

/** Puts what fstab says and what is mounted into one entry. Where the two differ, that counts what is mounted. */
export function planLastingEntry(source: SourceMount, known: SourceKnowledge): LastingEntry {
  const {entry, mount} = source
  if (!entry) return mount ? planMountedEntry(mount, known) : {reason: reasons.noMountPoint()}
  if (!entry.file.startsWith('/')) return {reason: reasons.noMountPoint()}
  const device = mount && isOnDevice(mount) ? mount : undefined
  if (isBindEntry(entry)) return withFolder(entry, device, known)
  if (isPathOfSource(entry.spec) && (!device || isOnLoopDevice(device)))
    return withoutMount(entry, known)
  return device ? withMount(entry, device, known) : withoutMount(entry, known)
}

function withFolder(
  entry: FstabEntry,
  device: Mount | undefined,
  known: SourceKnowledge,
): LastingEntry {
  // The root is no folder of what is mounted on it.
  const isFolder = isPathOfSource(entry.spec) && entry.file !== '/'
  if (isFolder && (!device || showsPath(device, entry.spec, known.visible))) return {entry}
  return device ? replacedByMount(entry, device, known) : {reason: reasons.folder(entry.spec)}
}

/** Whether there is something to find the file system by; what is mounted on demand and of the kernel's has nothing. */
const isOnDevice = ({devices, uuid}: Mount) => devices.length > 0 || uuid !== null

function withoutMount(entry: FstabEntry, known: SourceKnowledge): LastingEntry {
  if (!isMountable(entry)) return {reason: reasons.fileSystem(entry.vfstype)}
  const {spec} = entry
  if (!isPathOfSource(spec) && !isLastingName(spec, known.volumeGroups)) {
    return {reason: reasons.deviceName()}
  }
  return withLastingOptions(entry, known)
}

function withMount(entry: FstabEntry, mount: Mount, known: SourceKnowledge): LastingEntry {
  const reason = reasonOfDevices(mount, known.findUnreached)
  if (reason !== undefined) return {reason}
  const showsOther = isBindMount(mount) && !entry.options.some(option => isSubfolder.test(option))
  if (showsOther || !isMountable(entry) || !hasType(entry, mount.fstype)) {
    return replacedByMount(entry, mount, known)
  }
  const spec = nameMountedDevice(mount, {spec: entry.spec, volumeGroups: known.volumeGroups})
  if (spec === undefined) return {reason: reasons.deviceName()}
  const options = withNetwork(withSubvolume(entry.options, mount), mount)
  return withLastingOptions({...entry, spec, options}, known)
}

const isSubfolder = /^[xX]-mount\.subdir=/

const typesOf = ({vfstype}: FstabEntry) => vfstype.split(',')

const isMountable = (entry: FstabEntry) =>
  typesOf(entry).every(type => type === 'auto' || liveFileSystems.includes(type))

const hasType = (entry: FstabEntry, fstype: string) =>
  liveFileSystems.includes(fstype) &&
  typesOf(entry).some(type => type === 'auto' || type === fstype)

/** The options of another file system would not do. */
function replacedByMount(entry: FstabEntry, mount: Mount, known: SourceKnowledge): LastingEntry {
  const planned = planMountedEntry(mount, known)
  if (!planned.entry || !entry.options.includes('noauto')) return planned
  return {entry: {...planned.entry, options: [...planned.entry.options, 'noauto']}}
}
