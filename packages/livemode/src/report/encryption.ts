import type {CrypttabEntry, Mount} from '@livemode/host'
import type {Check, Finding} from './finding.ts'
import type {Situation} from './situation.ts'

/** Devices that open only for somebody who is there; the boot waits for that, or goes on without. */
export const encryptedDevicesOpen: Check = situation => {
  const locked = situation.mounts.flatMap(mount =>
    cryptDevices(mount).map(device => ({device, isNeeded: isNeeded(mount, situation)})),
  )
  const names = [...new Set(locked.map(({device}) => device))]
  return names.flatMap(device => {
    const isRequired = locked.some(one => one.device === device && one.isNeeded)
    const entry = situation.crypttab.find(({name}) => name === device)
    return opensByItself(entry, isRequired) ? [] : [findingOf(device, isRequired)]
  })
}

const cryptDevices = ({devices}: Mount) =>
  devices.filter(({type}) => type === 'crypt').map(({name}) => name)

const isNeeded = (mount: Mount, {image}: Situation) =>
  mount.target === '/' || (image.kind === 'disk' && mount.target === image.location.mount.target)

/** A key file lies on the source's root, where it is of no use as long as that itself is locked. */
function opensByItself(entry: CrypttabEntry | undefined, isRequired: boolean): boolean {
  if (entry?.options.some(option => option.startsWith('tpm2-device='))) return true
  return !isRequired && entry?.keyFile != null
}

const findingOf = (device: string, isRequired: boolean): Finding => ({
  id: 'encrypted-device-without-key',
  severity: isRequired ? 'inhibitor' : 'warning',
  sentence: isRequired
    ? `${device} holds the image or the system and opens only with a passphrase, for which the boot would wait`
    : `${device} opens only with a passphrase: it is not there during the upgrade`,
  remedy: `bind ${device} to the machine's TPM (systemd-cryptenroll, and tpm2-device=auto in /etc/crypttab)`,
})
