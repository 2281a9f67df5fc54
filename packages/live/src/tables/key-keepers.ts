import type {KeySupportId} from '@livemode/config'
import type {CrypttabEntry, LuksToken} from '@livemode/host'
import {keySupports} from '../device-support/index.ts'

type Options = Pick<CrypttabEntry, 'options'>

/** What has the key of a device, and no passphrase and no file. */
export interface KeyKeeper {
  readonly title: string
  /** What an image needs to have it asked; undefined: no image can. */
  readonly support?: KeySupportId
}

/** By their options in crypttab(5). */
const keepers: Readonly<Record<string, KeyKeeper>> = {
  'tpm2-device': {title: keySupports.tpm2.title, support: 'tpm2'},
  'fido2-device': {title: 'a FIDO2 token'},
  'pkcs11-uri': {title: 'a PKCS#11 token'},
}

/** What has the key of a device; undefined where nothing has. */
export const keeperOfKey = (entry: Options): KeyKeeper | undefined =>
  Object.entries(keepers).find(([option]) => hasOption(entry, option))?.[1]

/** What can give a key of a device instead of a person, by its line of crypttab(5) and the tokens in its header. */
export function supportForKey(
  entry: Options | undefined,
  tokens: readonly LuksToken[] = [],
): KeySupportId | undefined {
  const keeper = entry && keeperOfKey(entry)
  if (keeper !== undefined) return keeper.support
  return tokens.some(({type}) => type === keySupports.clevis.tokenType) ? 'clevis' : undefined
}

/** Whether an entry has an option, with a value or without. */
export const hasOption = ({options}: Options, name: string): boolean =>
  options.some(option => option === name || option.startsWith(`${name}=`))
