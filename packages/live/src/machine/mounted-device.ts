import {posix} from 'node:path'
import type {Mount} from '@livemode/host'
import {isLastingName, mapperNameOf} from './device-names.ts'
import type {FindUnreached} from './reached-devices.ts'
import {type Reason, reasons} from './reason.ts'

/** Types of lsblk(8) for what device-mapper makes; it keeps its name in the live system. */
const mappedTypes = ['lvm', 'crypt', 'mpath', 'dm', 'dmraid', 'vdo']

/**
 * Names the device of a mount so that the live system finds the same one: by its UUID, whatever fstab says, for that
 * may be out of date. A mapped device keeps its name of fstab: the UUID may be on several, as on the paths of a
 * multipath disk or on a snapshot.
 *
 * Gives undefined where there is no such name.
 */
export function nameMountedDevice(
  mount: Mount,
  {spec, volumeGroups}: {readonly spec?: string; readonly volumeGroups: readonly string[]},
): string | undefined {
  const ofFstab = spec !== undefined && !isOtherDevice(spec, mount) ? [spec] : []
  const names = [...ofFstab, mount.source].filter(name => isLastingName(name, volumeGroups))
  const [name] = names
  const isKept = name !== undefined && name === spec && name.startsWith('/dev/') && isMapped(mount)
  return isKept || mount.uuid === null ? name : `UUID=${mount.uuid}`
}

/** Nothing in the live system sets up a loop device of the source. */
export const isOnLoopDevice = ({devices}: Mount): boolean =>
  devices.some(({type}) => type === 'loop')

/** Why the live system does not have the devices below a mount; undefined where it has. */
export function reasonOfDevices(mount: Mount, findUnreached: FindUnreached): Reason | undefined {
  return isOnLoopDevice(mount) ? reasons.loopDevice() : findUnreached(mount)
}

function isMapped({source, devices: [top, below]}: Mount): boolean {
  if (source.startsWith('/dev/mapper/')) return true
  const type = top?.type === 'part' ? below?.type : top?.type
  return mappedTypes.includes(type ?? '')
}

/** Whether a name is known to mean another device than the one that is mounted. */
function isOtherDevice(spec: string, {source, devices, fstype, uuid}: Mount): boolean {
  const [, ofUuid] = /^\/dev\/disk\/by-uuid\/(.*)$/.exec(spec) ?? []
  if (ofUuid !== undefined) return uuid !== null && ofUuid !== uuid
  const name = mapperNameOf(spec)
  // A btrfs may lie on several devices, and a mount names any of them.
  const tops = fstype === 'btrfs' ? devices : devices.slice(0, 1)
  const known = [posix.basename(source), ...tops.map(device => device.name)]
  return name !== undefined && !known.includes(name)
}
