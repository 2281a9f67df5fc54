import type {Config} from '@livemode/config'
import {
  type CrypttabEntry,
  type Device,
  flattenMounts,
  type Host,
  type LuksToken,
  type Mount,
  parseCrypttab,
} from '@livemode/host'
import {keySupports} from './device-support/index.ts'
import type {ImageSource} from './image-source.ts'
import {keeperOfKey, supportForKey} from './tables/key-keepers.ts'

/** An encrypted device, and the mounts that lie on it. */
export interface EncryptedDevice {
  readonly name: string
  /** The UUID of its LUKS container, where that is known. */
  readonly container: string | undefined
  /** Its line of crypttab(5); undefined where it has none. */
  readonly entry: CrypttabEntry | undefined
  /** The tokens in its header; undefined where that has not been read. */
  readonly tokens: readonly LuksToken[] | undefined
  readonly mounts: readonly Mount[]
}

/** The encrypted devices of a machine that something is mounted from, each once. */
export function listEncryptedDevices({
  mounts,
  crypttab = '',
  luksTokens,
}: Pick<Host, 'mounts' | 'crypttab' | 'luksTokens'>): readonly EncryptedDevice[] {
  const entries = parseCrypttab(crypttab)
  const found = flattenMounts(mounts).flatMap(mount =>
    mount.devices.filter(({type}) => type === 'crypt').map(device => ({...device, mount})),
  )
  return [...Map.groupBy(found, ({name}) => name)].map(([name, devices]) => {
    const entry = entries.find(one => one.name === name)
    const container =
      devices.find(one => one.container !== undefined)?.container ?? containerOf(entry)
    const tokens = container === undefined ? undefined : luksTokens?.[container]
    return {name, container, entry, tokens, mounts: devices.map(({mount}) => mount)}
  })
}

/** What a line of crypttab(5) for LUKS names; machines were described once without what lies below an opened device. */
const containerOf = (entry: CrypttabEntry | undefined): string | undefined =>
  entry !== undefined && /(?:^|,)(?:luks|tpm2-device=[^,]*)(?:,|$)/.test(entry.options.join())
    ? /^UUID="?([\w-]+)"?$/.exec(entry.device)?.[1]
    : undefined

/** Whether a mount is that of the source's root, or of the image: without them there is no live boot to speak of. */
export const isOfSystem = ({target}: Mount, image: ImageSource): boolean =>
  target === '/' || (image.kind === 'disk' && target === image.location.mount.target)

/** How the initramfs opens a device. */
export interface Opening {
  /** Options of crypttab(5) by which it opens without anybody; none: with a passphrase. */
  readonly options: readonly string[]
  /** Whether somebody may be asked for a passphrase, or a PIN. */
  readonly isAsked: boolean
}

/** A device that the initramfs opens, under the name that it has on the machine. */
export interface OpenedDevice extends Opening {
  readonly name: string
  readonly container: string
  /** All that lies below the mounts on it: what has to be there before it can be opened, and after. */
  readonly stack: readonly Device[]
}

type UnlockingConfig = Pick<Config, 'passphrase_timeout' | 'device_support'>

/** Whether the initramfs has an sshd, over which what it asks for can be answered. */
export const hasInitramfsSshd = ({
  passphrase_timeout,
  setup_opensshd_with_auth_keys,
}: Pick<Config, 'passphrase_timeout' | 'setup_opensshd_with_auth_keys'>): boolean =>
  passphrase_timeout !== null && setup_opensshd_with_auth_keys !== null

/** Whether somebody can be asked over ssh, as soon as something is asked: sshd has a network, too. */
export const isAnsweredOverSsh = (
  config: Pick<Config, 'passphrase_timeout' | 'setup_opensshd_with_auth_keys' | 'dracut_network'>,
): boolean => hasInitramfsSshd(config) && config.dracut_network !== null

/** Plans how the initramfs opens a device of the system; undefined where the configuration has no way to. */
export function planOpening(
  {passphrase_timeout, device_support}: UnlockingConfig,
  {entry, tokens}: Pick<EncryptedDevice, 'entry' | 'tokens'>,
): Opening | undefined {
  const isAsked = passphrase_timeout !== null
  const support = supportForKey(entry, tokens)
  if (support !== undefined && device_support.includes(support)) {
    const {answers, planOptions} = keySupports[support]
    // A file beside it has what the TPM has encrypted, and lies behind the lock.
    if (!answers && entry?.keyFile != null) return undefined
    const headless = answers || isAsked ? [] : ['headless=true']
    return {options: [...planOptions(entry), ...headless], isAsked}
  }
  const canBeAsked = entry === undefined || keeperOfKey(entry) === undefined
  return isAsked && canBeAsked ? {options: [], isAsked} : undefined
}

/** Plans which devices the initramfs opens: those of the system. */
export function planUnlocking(
  config: UnlockingConfig,
  {host, image}: {host: Host; image: ImageSource},
): readonly OpenedDevice[] {
  return listEncryptedDevices(host)
    .filter(({mounts}) => mounts.some(mount => isOfSystem(mount, image)))
    .flatMap(device => {
      const {name, container, mounts} = device
      const opening = planOpening(config, device)
      if (container === undefined || opening === undefined) return []
      return [{name, container, stack: mounts.flatMap(({devices}) => devices), ...opening}]
    })
}
