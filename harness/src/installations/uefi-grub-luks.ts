import type {Installation} from './installation.ts'
import {uefiGrub} from './uefi-grub.ts'
import {vault, vaultFiles} from './vault.ts'

export const uefiGrubLuks = {
  ...uefiGrub,
  description: 'GRUB on UEFI, with a volume that is encrypted by a key file',
  packages: [...uefiGrub.packages, 'cryptsetup'],
  partitions: [...uefiGrub.partitions, {mebibytes: 64}],
  mounts: [...uefiGrub.mounts, `/dev/mapper/vault /vault ext4 ${vault.options} 0 2`],
  files: system => [...uefiGrub.files(system), ...vaultFiles],
  scripts: [vault.script, ...uefiGrub.scripts],
} satisfies Installation
