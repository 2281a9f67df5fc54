import {file} from '../disks/source-file.ts'

/** An encrypted volume of an installation; `luks.sh` makes it, and knows the UUIDs, the key and the passphrase, too. */
export const vault = {
  container: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e61',
  uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e62',
  passphrase: 'open sesame',
  /** An emulated machine may take longer than systemd gives a device. */
  options: 'defaults,x-systemd.device-timeout=600',
  script: new URL('./luks.sh', import.meta.url),
} as const

const keyFile = '/etc/vault.key'

/** The installed system itself opens it by a key file. */
export const vaultFiles = [
  file('/etc/crypttab', `vault UUID=${vault.container} ${keyFile} luks\n`),
  file(keyFile, 'a key that everybody may know', '0600'),
]
