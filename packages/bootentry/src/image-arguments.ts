import {posix} from 'node:path'
import {type Config, LivemodeError} from '@livemode/config'
import {type Device, type Host, type Location, locateFile} from '@livemode/host'
import {volumeGroupOf} from './volume-group.ts'

interface ImageArguments {
  /** Where the image is, see dracut.cmdline(7), "Booting live images". */
  readonly root: readonly string[]
  /** What makes dracut assemble the devices below the image. */
  readonly devices: readonly string[]
}

/**
 * Plans the arguments by which the initramfs finds the image: by URL, or by the file system that holds
 * it and the path in there.
 *
 * Throws `HOST_INVALID` when that file system has no UUID.
 */
export function planImageArguments(config: Config, host: Host): ImageArguments {
  const url = config.url_to_load_squashfs_from
  if (url !== null) return {root: [`root=live:${url}`], devices: []}

  const location = locateFile(host, config.squashfs_fullpath)
  const {dir, base} = posix.parse(location.pathInFilesystem)
  return {
    root: [
      `root=live:UUID=${uuidOf(location, config)}`,
      `rd.live.dir=${dir}`,
      `rd.live.squashimg=${base}`,
    ],
    devices: deviceArguments(location.mount.devices),
  }
}

function uuidOf({uuid, mount}: Location, {squashfs_fullpath}: Config): string {
  if (uuid !== null) return uuid
  throw new LivemodeError(
    'HOST_INVALID',
    `${squashfs_fullpath} lies on ${mount.source} (${mount.fstype}), which has no UUID`,
    {hint: 'set squashfs_fullpath to a path on a file system of a disk, or boot from a URL'},
  )
}

function deviceArguments(devices: readonly Device[]): readonly string[] {
  const has = (type: RegExp) => devices.some(device => type.test(device.type))
  // Without rd.lvm.lv= and without this, dracut activates no logical volume at all.
  const groups = devices.filter(({type}) => type === 'lvm').map(({name}) => volumeGroupOf(name))
  return [
    ...new Set(groups.map(group => `rd.lvm.vg=${group}`)),
    // An initramfs that was not made on the host knows none of its arrays and encrypted devices.
    ...(has(/^(raid\d+|linear|md|crypt)$/) ? ['rd.auto=1'] : []),
    // Without a configuration of the host's, multipathd leaves the paths alone.
    ...(has(/^mpath$/) ? ['rd.multipath=default'] : []),
  ]
}
