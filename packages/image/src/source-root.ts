import type {Config} from '@livemode/config'
import {type Host, locateFile} from '@livemode/host'

/** Where dmsquash-live mounts the device that holds the image. */
export const liveDevice = '/run/initramfs/live'

/** Where the source's root goes when it is not that device. */
export const separateRoot = '/run/upgrade'

/**
 * Where the live system finds the source's root: on the device of the image when that is the
 * source's root file system as a whole, else on a mount of its own.
 */
export function planSourceRoot(config: Config, host: Host): string {
  if (config.url_to_load_squashfs_from !== null) return separateRoot
  const image = locateFile(host, config.squashfs_fullpath)
  return image.mount.target === '/' && image.mount.fsroot === '/' ? liveDevice : separateRoot
}
