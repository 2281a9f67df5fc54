import type {Config} from '@livemode/config'
import {
  type CrypttabEntry,
  type Device,
  flattenMounts,
  type Host,
  type Mount,
  parseCrypttab,
} from '@livemode/host'
import type {ImageSource} from './image-source.ts'
import {keeperOfKey} from './tables/key-keepers.ts'

/** An encrypted device, and the mounts that lie on it. */
export interface EncryptedDevice {
  readonly name: string
  /** The UUID of its LUKS container, where that is known. */
  readonly container: string | undefined
  readonly mounts: readonly Mount[]
}

/** The encrypted devices of a machine that something is mounted from, each once. */
export function listEncryptedDevices({mounts}: Pick<Host, 'mounts'>): readonly EncryptedDevice[] {
  const found = flattenMounts(mounts).flatMap(mount =>
    mount.devices.filter(({type}) => type === 'crypt').map(device => ({...device, mount})),
  )
  return [...Map.groupBy(found, ({name}) => name)].map(([name, devices]) => ({
    name,
    container: devices.find(({container}) => container !== undefined)?.container,
    mounts: devices.map(({mount}) => mount),
  }))
}

/** Whether a mount is that of the source's root, or of the image: without them there is no live boot to speak of. */
export const isOfSystem = ({target}: Mount, image: ImageSource): boolean =>
  target === '/' || (image.kind === 'disk' && target === image.location.mount.target)

/** A device that the initramfs opens with a passphrase, under the name that it has on the machine. */
export interface AskedDevice {
  readonly name: string
  readonly container: string
  /** All that lies below the mounts on it: what has to be there before it can be opened, and after. */
  readonly stack: readonly Device[]
}

/** Whether a device can be opened with a passphrase, as far as its container and its line of crypttab(5) tell. */
export const canBeAsked = (
  device: EncryptedDevice,
  entry: CrypttabEntry | undefined,
): device is EncryptedDevice & {readonly container: string} =>
  device.container !== undefined && (entry === undefined || keeperOfKey(entry) === undefined)

/** Plans for which devices the initramfs asks for a passphrase: those of the system, where somebody is there to answer. */
export function planUnlocking(
  {passphrase_timeout}: Pick<Config, 'passphrase_timeout'>,
  {host, image}: {host: Host; image: ImageSource},
): readonly AskedDevice[] {
  if (passphrase_timeout === null) return []
  const crypttab = parseCrypttab(host.crypttab ?? '')
  return listEncryptedDevices(host)
    .filter(({mounts}) => mounts.some(mount => isOfSystem(mount, image)))
    .flatMap(device => {
      const entry = crypttab.find(({name}) => name === device.name)
      if (!canBeAsked(device, entry)) return []
      const {name, container, mounts} = device
      return [{name, container, stack: mounts.flatMap(({devices}) => devices)}]
    })
}
