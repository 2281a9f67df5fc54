import {type Config, ownConfigFile} from '@livemode/config'
import type {CrypttabEntry} from '@livemode/host'
import {
  type EncryptedDevice,
  hasInitramfsSshd,
  isAnsweredOverSsh,
  isOfSystem,
  keeperOfKey,
  keySupports,
  listEncryptedDevices,
  planOpening,
  planSupportRemedy,
} from '@livemode/live'
import {type Support, supportOf} from './device-support.ts'
import {type Check, type Finding, when} from './finding.ts'
import type {Situation} from './situation.ts'

/** An encrypted device, and what there is to open it with. */
interface Locked {
  readonly device: EncryptedDevice
  /** What the image has for what keeps its key; undefined where that is a passphrase, or nothing asks it in any image. */
  readonly support: Support | undefined
}

/** Devices that nothing opens in the live boot: the image cannot ask what has the key, or a person whom nobody tells of. */
export const encryptedDevicesOpen: Check = situation =>
  listEncryptedDevices(situation.host).flatMap(device => {
    const isNeeded = device.mounts.some(mount => isOfSystem(mount, situation.image))
    const locked = {device, support: supportOf(situation, {device, isNeeded})}
    return isNeeded ? checkNeeded(situation, locked) : checkOther(locked)
  })

function checkNeeded({config}: Situation, locked: Locked): readonly Finding[] {
  const {device, support} = locked
  const opening = planOpening(config, device)
  if (device.container === undefined || opening === undefined || support?.state === 'not-built') {
    return [withoutKey(locked)]
  }
  if (support?.state !== 'there') return asked(config, `the passphrase of ${device.name}`)
  if (support.obstacle !== undefined) return [notGiven(locked, 'inhibitor')]
  if (!support.isKnown) return [notKnown(locked, 'the live boot ends in this system again')]
  if (support.hasPin && !opening.isAsked) return [pinNotAsked(device)]
  return support.hasPin ? asked(config, `the PIN of the TPM for ${device.name}`) : []
}

function checkOther(locked: Locked): readonly Finding[] {
  const {device, support} = locked
  if (opensByFile(device.entry)) return []
  if (support?.state !== 'there') return [notOpened(locked)]
  if (support.obstacle !== undefined) return [notGiven(locked, 'warning')]
  if (!support.isKnown) return [notKnown(locked, 'it is not there during the upgrade')]
  return support.hasPin ? [pinNotEntered(locked)] : []
}

/** A key file lies on the source's root, where it is of no use as long as that itself is locked. */
const opensByFile = (entry: CrypttabEntry | undefined): boolean =>
  entry?.keyFile != null && keeperOfKey(entry) === undefined

const keyOf = ({device: {entry}, support}: Locked) =>
  (entry && keeperOfKey(entry)?.title) ?? (support ? keySupports[support.id].title : 'a passphrase')

const withoutKey = (locked: Locked): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'inhibitor',
  sentence: `${locked.device.name} holds the image or the system and opens only with ${keyOf(locked)}, which the live boot does not have`,
  remedy: remedyOf(locked),
})

function remedyOf({device, support}: Locked): string {
  const {container, entry, mounts} = device
  const hasContainer = container !== undefined
  if (hasContainer && support !== undefined && support.state !== 'there')
    return planSupportRemedy(support.id, support.state)
  if (hasContainer && (entry === undefined || keeperOfKey(entry) === undefined)) {
    return `set passphrase_timeout in ${ownConfigFile}, and enter the passphrase on a console of the live boot`
  }
  return mounts.some(({target}) => target === '/')
    ? 'upgrade this machine in another way: nothing opens its root in the live boot yet'
    : 'set squashfs_fullpath to a path on a file system that is not encrypted'
}

function asked(config: Config, what: string): readonly Finding[] {
  const overSsh = isAnsweredOverSsh(config)
  return [
    {
      id: 'passphrase-asked',
      severity: 'warning',
      sentence: `the live boot asks on its consoles ${overSsh ? 'and over ssh ' : ''}for ${what}, and comes to nothing where nobody enters it`,
      remedy: `be at a console of the machine${overSsh ? ', or log in as root over ssh,' : ''} when it reboots, each time until the upgrade has ended`,
    },
    ...when(!overSsh && hasInitramfsSshd(config), () => ({
      id: 'passphrase-not-asked-over-ssh',
      severity: 'warning',
      sentence: `nobody can enter ${what} over ssh: the initramfs has sshd and no network`,
      remedy: `set dracut_network in ${ownConfigFile}, e.g. to ip=dhcp`,
    })),
  ]
}

const pinNotAsked = ({name}: EncryptedDevice): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'inhibitor',
  sentence: `${name} holds the image or the system, and the TPM opens it only with a PIN, for which nobody is asked`,
  remedy: `set passphrase_timeout in ${ownConfigFile}, and enter the PIN on a console of the live boot`,
})

const notGiven = (locked: Locked, severity: Finding['severity']): Finding => ({
  id: 'key-not-given',
  severity,
  sentence: `${keyOf(locked)} does not give the key of ${locked.device.name} in the live boot: ${locked.support?.obstacle?.why}`,
  remedy: locked.support?.obstacle?.remedy ?? '',
})

const notKnown = (locked: Locked, otherwise: string): Finding => ({
  id: 'key-not-known',
  severity: 'warning',
  sentence: `it is not known whether ${keyOf(locked)} gives the key of ${locked.device.name} in the live boot: the header of the device has not been read, or not understood`,
  remedy: `describe the machine as root, with cryptsetup 2.4 or newer there; where no key is given, ${otherwise}`,
})

const notOpened = (locked: Locked): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'warning',
  sentence: `${locked.device.name} opens only with ${keyOf(locked)}: it is not there during the upgrade`,
  remedy: withKeyFile(
    locked,
    locked.support ? `or ${planSupportRemedy(locked.support.id, locked.support.state)}, ` : '',
  ),
})

/** It is opened behind the initramfs, where an upgrade that runs by itself asks nobody. */
const pinNotEntered = (locked: Locked): Finding => ({
  id: 'encrypted-device-without-key',
  severity: 'warning',
  sentence: `the TPM opens ${locked.device.name} only with a PIN, for which nobody is asked: it is not there during the upgrade`,
  remedy: withKeyFile(locked, ''),
})

const withKeyFile = ({device: {name}}: Locked, orElse: string) =>
  `give ${name} a key file that lies on / (cryptsetup luksAddKey, and its path in /etc/crypttab), ${orElse}or make sure that the upgrade needs nothing that lies there`
