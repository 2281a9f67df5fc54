import {posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import type {Device} from '@livemode/host'
import type {ImageSource, OpenedDevice} from '@livemode/live'
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
 * Throws `HOST_INVALID` when that file system has no UUID, and when a mount of its device does not show the image.
 */
export function planImageArguments(
  image: ImageSource,
  opened: readonly OpenedDevice[],
): ImageArguments {
  if (image.kind === 'url') {
    return {root: [`root=live:${image.url}`], devices: deviceArguments([], opened)}
  }

  const {location} = image
  const {dir, base} = posix.parse(pathOf(image))
  return {
    root: [`root=live:UUID=${uuidOf(image)}`, `rd.live.dir=${dir}`, `rd.live.squashimg=${base}`],
    devices: deviceArguments(location.mount.devices, opened),
  }
}

/** The initramfs mounts the device with no option. */
function pathOf({path, location: {pathOnDevice}}: ImageSource & {kind: 'disk'}): string {
  if (pathOnDevice !== null) return pathOnDevice
  throw new LivemodeError(
    'HOST_INVALID',
    `${path} lies in a subvolume that a mount of its device without options does not show`,
    {hint: 'set squashfs_fullpath to a path in the default subvolume, or on another file system'},
  )
}

function uuidOf({path, location: {uuid, mount}}: ImageSource & {kind: 'disk'}): string {
  if (uuid !== null) return uuid
  throw new LivemodeError(
    'HOST_INVALID',
    `${path} lies on ${mount.source} (${mount.fstype}), which has no UUID`,
    {hint: 'set squashfs_fullpath to a path on a file system of a disk, or boot from a URL'},
  )
}

function deviceArguments(
  devices: readonly Device[],
  opened: readonly OpenedDevice[],
): readonly string[] {
  const isOpened = ({name}: Device) => opened.some(one => one.name === name)
  const all = [...devices, ...opened.flatMap(({stack}) => stack)]
  const others = all.filter(device => !isOpened(device))
  const has = (type: RegExp) => others.some(device => type.test(device.type))
  // Without any rd.lvm argument dracut activates all volume groups that it finds, whole or not; with one only what it names.
  const groups = all.filter(({type}) => type === 'lvm').map(({name}) => volumeGroupOf(name))
  return [
    ...new Set(groups.map(group => `rd.lvm.vg=${group}`)),
    // An initramfs that was not made on the host knows none of its arrays and encrypted devices.
    ...(has(/^(raid\d+|linear|md|crypt)$/) ? ['rd.auto=1'] : []),
    // Without a configuration of the host's, multipathd leaves the paths alone.
    ...(has(/^mpath$/) ? ['rd.multipath=default'] : []),
  ]
}
