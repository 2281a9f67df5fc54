import type {FstabEntry, Mount} from '@livemode/host'
import {liveFileSystems} from '../tables/file-systems.ts'
import {findBoundPath, isBindMount} from './bind-mount.ts'
import {type LastingEntry, withLastingOptions} from './lasting-options.ts'
import {nameMountedDevice, reasonOfDevices} from './mounted-device.ts'
import {withNetwork} from './network-option.ts'
import {reasons} from './reason.ts'
import type {SourceKnowledge} from './source-mounts.ts'
import {withSubvolume} from './subvolume.ts'

/** The entry that fstab would have for a mount that somebody or something else made. */
export function planMountedEntry(mount: Mount, known: SourceKnowledge): LastingEntry {
  if (mount.fstype === 'autofs') return {reason: reasons.onDemand()}
  if (isBindMount(mount)) return entryOfBindMount(mount, known)
  if (!liveFileSystems.includes(mount.fstype)) return {reason: reasons.fileSystem(mount.fstype)}
  const reason = reasonOfDevices(mount, known.findUnreached)
  if (reason !== undefined) return {reason}
  const spec = nameMountedDevice(mount, known)
  if (spec === undefined) return {reason: reasons.deviceName()}
  const options = mount.options.split(',')
  const kept = options.filter(option => /^(?:r[ow]$|logdev=|rtdev=|journal_path=)/.test(option))
  return withLastingOptions(
    madeEntry(mount, {
      spec,
      vfstype: mount.fstype,
      options: withNetwork(withSubvolume(kept, mount), mount),
    }),
    known,
  )
}

function entryOfBindMount(mount: Mount, known: SourceKnowledge): LastingEntry {
  const spec = findBoundPath(mount, known)
  if (spec === undefined) return {reason: reasons.bindMount()}
  return {entry: madeEntry(mount, {spec, vfstype: 'none', options: ['bind']})}
}

const madeEntry = (
  {target}: Mount,
  what: Pick<FstabEntry, 'spec' | 'vfstype' | 'options'>,
): FstabEntry => ({...what, file: target, freq: 0, passno: 0})
