import {ownConfigFile} from '@livemode/config'
import type {CrypttabEntry} from '@livemode/host'
import {
  canBeAsked,
  type EncryptedDevice,
  isOfSystem,
  keeperOfKey,
  listEncryptedDevices,
} from '@livemode/live'
import type {Check, Finding} from './finding.ts'

/** Devices that nothing opens in the live boot, which has no program that asks a TPM or a token, and a person only where one is told of. */
export const encryptedDevicesOpen: Check = ({config, host, image, crypttab}) =>
  listEncryptedDevices(host).flatMap(device => {
    const isRequired = device.mounts.some(mount => isOfSystem(mount, image))
    const entry = crypttab.find(({name}) => name === device.name)
    if (!isRequired) return opensByItself(entry) ? [] : [findingOfOther(device, keyOf(entry))]
    if (config.passphrase_timeout === null || !canBeAsked(device, entry)) {
      return [findingOfNeeded(device, entry)]
    }
    return [
      {
        id: 'passphrase-asked',
        severity: 'warning',
        sentence: `the live boot asks on its consoles for the passphrase of ${device.name}, and comes to nothing where nobody enters it`,
        remedy:
          'be at a console of the machine when it reboots, each time until the upgrade has ended',
      },
    ]
  })

const keyOf = (entry: CrypttabEntry | undefined) => (entry && keeperOfKey(entry)) ?? 'a passphrase'

/** A key file lies on the source's root, where it is of no use as long as that itself is locked. */
const opensByItself = (entry: CrypttabEntry | undefined): boolean =>
  entry?.keyFile != null && keeperOfKey(entry) === undefined

const findingOfNeeded = (device: EncryptedDevice, entry: CrypttabEntry | undefined): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'inhibitor',
  sentence: `${device.name} holds the image or the system and opens only with ${keyOf(entry)}, which the live boot does not have`,
  remedy: remedyOf(device, entry),
})

function remedyOf(device: EncryptedDevice, entry: CrypttabEntry | undefined): string {
  if (canBeAsked(device, entry)) {
    return `set passphrase_timeout in ${ownConfigFile}, and enter the passphrase on a console of the live boot`
  }
  return device.mounts.some(({target}) => target === '/')
    ? 'upgrade this machine in another way: nothing opens its root in the live boot yet'
    : 'set squashfs_fullpath to a path on a file system that is not encrypted'
}

const findingOfOther = ({name}: EncryptedDevice, key: string): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'warning',
  sentence: `${name} opens only with ${key}: it is not there during the upgrade`,
  remedy: `give ${name} a key file that lies on / (cryptsetup luksAddKey, and its path in /etc/crypttab), or make sure that the upgrade needs nothing that lies there`,
})
