import type {CrypttabEntry} from '@livemode/host'

type Options = Pick<CrypttabEntry, 'options'>

/** What has the key of a device, by its option in crypttab(5): the live system has no programs that ask these. */
const keepers: Readonly<Record<string, string>> = {
  'tpm2-device': 'the TPM',
  'fido2-device': 'a FIDO2 token',
  'pkcs11-uri': 'a PKCS#11 token',
}

/** What has the key of a device and cannot be asked in the live system; undefined where nothing has. */
export const keeperOfKey = (entry: Options): string | undefined =>
  Object.entries(keepers).find(([option]) => hasOption(entry, option))?.[1]

/** Whether an entry has an option, with a value or without. */
export const hasOption = ({options}: Options, name: string): boolean =>
  options.some(option => option === name || option.startsWith(`${name}=`))
