import type {CrypttabEntry, Mount} from '@livemode/host'
import {keeperOfKey} from '@livemode/live'
import type {Check, Finding} from './finding.ts'
import {isOfSystem} from './situation.ts'

/** Devices that nothing opens in the live boot: it has no person at hand, and no program that asks a TPM or a token. */
export const encryptedDevicesOpen: Check = situation => {
  const locked = situation.mounts.flatMap(mount => cryptDevices(mount).map(name => ({name, mount})))
  const names = [...new Set(locked.map(({name}) => name))]
  return names.flatMap(device => {
    const on = locked.filter(({name}) => name === device).map(({mount}) => mount)
    const isRequired = on.some(mount => isOfSystem(mount, situation))
    const entry = situation.crypttab.find(({name}) => name === device)
    if (!isRequired && opensByItself(entry)) return []
    const key = (entry && keeperOfKey(entry)) ?? 'a passphrase'
    return [isRequired ? findingOfNeeded(device, {key, on}) : findingOfOther(device, key)]
  })
}

const cryptDevices = ({devices}: Mount) =>
  devices.filter(({type}) => type === 'crypt').map(({name}) => name)

/** A key file lies on the source's root, where it is of no use as long as that itself is locked. */
const opensByItself = (entry: CrypttabEntry | undefined): boolean =>
  entry?.keyFile != null && keeperOfKey(entry) === undefined

const findingOfNeeded = (
  device: string,
  {key, on}: {key: string; on: readonly Mount[]},
): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'inhibitor',
  sentence: `${device} holds the image or the system and opens only with ${key}, which the live boot does not have`,
  remedy: on.some(({target}) => target === '/')
    ? 'upgrade this machine in another way: nothing opens its root in the live boot yet'
    : 'set squashfs_fullpath to a path on a file system that is not encrypted',
})

const findingOfOther = (device: string, key: string): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'warning',
  sentence: `${device} opens only with ${key}: it is not there during the upgrade`,
  remedy: `give ${device} a key file that lies on / (cryptsetup luksAddKey, and its path in /etc/crypttab), or make sure that the upgrade needs nothing that lies there`,
})
