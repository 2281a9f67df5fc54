import {findUnreached, listNetworkDiskArguments, liveFileSystems} from '@livemode/live'
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

/** What else the source needs of such devices its fstab tells, see `planFstab`. */
export const systemCanBeReached: Check = ({image, host, mounts}) => {
  const needed = [
    ...mounts.filter(({target}) => target === '/'),
    ...(image.kind === 'disk' ? [image.location.mount] : []),
  ]
  const reasons = new Set(needed.flatMap(mount => findUnreached(mount) ?? []))
  const found = [...reasons].map(why => ({
    id: 'storage-not-reached',
    severity: 'inhibitor' as const,
    sentence: `the image or the system is on a device that is not there in the live boot: ${why}`,
    remedy: 'upgrade this machine in another way, or have both on a disk that the kernel finds',
  }))
  const [argument] = listNetworkDiskArguments(host)
  if (found.length > 0 || argument === undefined) return found
  return [
    {
      id: 'storage-not-reached',
      severity: 'inhibitor',
      sentence: `the initramfs of this machine reaches disks in the network (${argument}), and that of the image does not`,
      remedy: `upgrade this machine in another way, or take ${argument} off where nothing of the system is on such a disk`,
    },
  ]
}
