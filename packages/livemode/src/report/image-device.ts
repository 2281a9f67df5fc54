import {liveFileSystems} from '@livemode/image'
import {type Check, when} from './finding.ts'

const elsewhere = 'set squashfs_fullpath to a path on another file system, or boot from a URL'

export const imageCanBeMounted: Check = ({image, config}) => {
  const fstype = image?.mount.fstype ?? ''
  return when(image !== null && !liveFileSystems.includes(fstype), () => ({
    id: 'image-on-unmountable-file-system',
    severity: 'inhibitor',
    sentence: `${config.squashfs_fullpath} lies on ${image?.mount.source} (${fstype}), which the initramfs does not mount`,
    remedy: elsewhere,
  }))
}

export const imageDeviceHasUuid: Check = ({image, config}) =>
  when(
    image !== null && image.uuid === null && liveFileSystems.includes(image.mount.fstype),
    () => ({
      id: 'image-device-without-uuid',
      severity: 'inhibitor',
      sentence: `${config.squashfs_fullpath} lies on ${image?.mount.source} (${image?.mount.fstype}), which has no UUID to find it by`,
      remedy: elsewhere,
    }),
  )
