import {file} from '../disks/source-file.ts'
import type {Installation} from './installation.ts'
import {uefiGrub} from './uefi-grub.ts'

const keyFile = '/etc/vault.key'

/** The script knows the UUIDs and the key, too. */
export const uefiGrubLuks = {
  ...uefiGrub,
  description: 'GRUB on UEFI, with a volume that is encrypted by a key file',
  packages: [...uefiGrub.packages, 'cryptsetup'],
  partitions: [...uefiGrub.partitions, {mebibytes: 64}],
  mounts: [...uefiGrub.mounts, '/dev/mapper/vault /vault ext4 defaults 0 2'],
  files: system => [
    ...uefiGrub.files(system),
    file('/etc/crypttab', `vault UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e61 ${keyFile} luks\n`),
    file(keyFile, 'a key that everybody may know', '0600'),
  ],
  scripts: [new URL('./luks.sh', import.meta.url), ...uefiGrub.scripts],
} satisfies Installation
