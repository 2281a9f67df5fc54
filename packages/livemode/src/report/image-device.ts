import type {Mount} from '@livemode/host'
import {isOfSystem, listNetworkDiskArguments, liveFileSystems} from '@livemode/live'
import {type Check, type Finding, when} from './finding.ts'

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

/** Of a btrfs the initramfs sees what the default subvolume holds. */
export const imageIsShown: Check = ({image, config}) =>
  when(image.kind === 'disk' && image.location.pathOnDevice === null, () => ({
    id: 'image-not-in-default-subvolume',
    severity: 'inhibitor',
    sentence: `${config.squashfs_fullpath} lies in a subvolume that the initramfs does not see: it mounts the default one, which is another, or not known`,
    remedy:
      'set squashfs_fullpath to a path in the default subvolume (btrfs subvolume get-default), or on another file system',
  }))

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
export const systemCanBeReached: Check = situation => {
  const {host, mounts, config} = situation
  const needed = mounts.filter(mount => isOfSystem(mount, situation.image))
  const found = new Map(
    needed.flatMap(mount => {
      const reason = situation.findUnreached(mount)
      return reason === undefined ? [] : [[reason.why, reason]]
    }),
  )
  const {iscsi, others} = listNetworkDiskArguments(host)
  const unread = [...(config.device_support.includes('iscsi') ? [] : iscsi), ...others]
  if (found.size === 0) return unread.slice(0, 1).map(argumentNotRead)
  return [...found.values()].map(({why, remedy}) => ({
    id: 'storage-not-reached',
    severity: 'inhibitor',
    sentence: `the image or the system is on a device that is not there in the live boot: ${why}`,
    remedy:
      remedy ?? 'upgrade this machine in another way, or have both on a disk that the kernel finds',
  }))
}

const argumentNotRead = (argument: string): Finding => ({
  id: 'storage-not-reached',
  severity: 'inhibitor',
  sentence: `the initramfs of this machine reaches disks in the network (${argument}), and that of the image does not`,
  remedy: `upgrade this machine in another way, or take ${argument} off where nothing of the system is on such a disk`,
})

/** The initramfs has a configuration of LVM of its own; behind it the live system has that of the source. */
export const volumeGroupsAreFound: Check = ({image, host, mounts}) => {
  const {restrictedBy = [], systemIdSource = null} = host.lvm ?? {}
  const isOnLvm = ({devices}: Mount) => devices.some(({type}) => type === 'lvm')
  const inInitramfs =
    image.kind === 'disk'
      ? isOnLvm(image.location.mount)
      : mounts.some(mount => mount.target === '/' && isOnLvm(mount))
  if (!inInitramfs) return []
  return [
    ...when(systemIdSource !== null, () => ({
      id: 'lvm-system-id',
      severity: 'inhibitor',
      sentence: `volume groups may belong to the id of this system (system_id_source is ${systemIdSource}), which the initramfs does not have: it activates none of them`,
      remedy:
        'set system_id_source to none in lvm.conf, and take the id off with vgchange --systemid ""',
    })),
    ...when(restrictedBy.length > 0, () => ({
      id: 'lvm-filter-not-followed',
      severity: 'warning',
      sentence: `the initramfs looks for volume groups on every disk, and not only where LVM of this machine does (${restrictedBy.join(', ')})`,
      remedy:
        'make sure that no other disk, as those handed to guests, has a volume group of the same name',
    })),
  ]
}
