import type {DeviceSupportId} from '@livemode/config'
import type {CrypttabEntry} from '@livemode/host'
import {hasOption, keeperOfKey} from '../../tables/key-keepers.ts'
import {isDeviceMapperName} from './device-mapper-name.ts'

const randomKeys = ['/dev/urandom', '/dev/random', '/dev/hwrng', '/dev/hw_random']

/** What systemd looks for when a line of crypttab names no key file. */
export const ownKeyOf = (name: string): string => `/etc/cryptsetup-keys.d/${name}.key`

/** An entry with the key file that systemd would use; what is no path is none. */
export function withOwnKey(entry: CrypttabEntry, hasOwnKey: boolean): CrypttabEntry {
  if (entry.keyFile?.startsWith('/')) return entry
  return {...entry, keyFile: hasOwnKey ? ownKeyOf(entry.name) : null}
}

/** What is known of an entry besides its line. */
export interface EntryFacts {
  readonly isOpen: boolean
  /** What the image has been built with. */
  readonly support: readonly DeviceSupportId[]
  /** Whether a program answers when it is asked for a passphrase. */
  readonly isAnswered: boolean
}

/** Why the live system does not open a device by itself; undefined when it does, unless it is open already. */
export function reasonToLeaveOut(
  entry: CrypttabEntry,
  {isOpen, support, isAnswered}: EntryFacts,
): string | undefined {
  const {name, device, keyFile} = entry
  const has = (option: string) => hasOption(entry, option)
  const byHand = `open it by hand: cryptsetup open ${device} ${name}`
  if (!isText(entry)) return 'its line is no text'
  if (!isDeviceMapperName(name)) return 'its name is none that a device can have'
  if (randomKeys.includes(keyFile ?? '')) return 'its key is random, what is on it would be lost'
  if (isOpen) return 'it is open already'
  if (has('swap') || has('tmp')) return 'what is on it would be made anew'
  if (has('keyscript')) return `systemd has no keyscript; ${byHand}`
  const keeper = keeperOfKey(entry)
  if (keeper !== undefined) {
    const isAsked = keeper.support !== undefined && support.includes(keeper.support)
    return isAsked ? undefined : `its key is in ${keeper.title}; ${byHand}`
  }
  if (keyFile === null && !has('try-empty-password') && !isAnswered) {
    return `it has no key file; ${byHand}`
  }
  return undefined
}

/** No argument of a program can have a NUL, and U+FFFD stands for bytes that are no UTF-8. */
const isText = ({name, device, keyFile, options}: CrypttabEntry): boolean =>
  [name, device, keyFile ?? '', ...options].every(text => !/[\p{Cc}\uFFFD]/u.test(text))
