import {liveFileSystems} from '@livemode/live'
import {type Check, when} from './finding.ts'

const elsewhere = 'set squashfs_fullpath to a path on another file system, or boot from a URL'

export const imageCanBeMounted: Check = ({image, config}) => {
  if (image.kind === 'url') return []
  const {fstype, source} = image.location.mount
  return when(!liveFileSystems.includes(fstype), () => ({
    id: 'image-on-unmountable-file-system',
    severity: 'inhibitor',
    sentence: `${config.squashfs_fullpath} lies on ${source} (${fstype}), which the initramfs does not mount`,
    remedy: elsewhere,
  }))
}

export const imageDeviceHasUuid: Check = ({image, config}) => {
  if (image.kind === 'url') return []
  const {uuid, mount} = image.location
  return when(uuid === null && liveFileSystems.includes(mount.fstype), () => ({
    id: 'image-device-without-uuid',
    severity: 'inhibitor',
    sentence: `${config.squashfs_fullpath} lies on ${mount.source} (${mount.fstype}), which has no UUID to find it by`,
    remedy: elsewhere,
  }))
}
