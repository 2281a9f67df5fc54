import {biosGrub} from './bios-grub.ts'
import type {Installation} from './installation.ts'
import {vault, vaultFiles} from './vault.ts'

export const biosGrubLuks = {
  ...biosGrub,
  description: 'GRUB on a BIOS, with an encrypted volume that has room for the live image',
  packages: [...biosGrub.packages, 'cryptsetup'],
  partitions: [...biosGrub.partitions, {mebibytes: 400}],
  mounts: [...biosGrub.mounts, `UUID=${vault.uuid} /vault ext4 ${vault.options} 0 2`],
  files: system => [...biosGrub.files(system), ...vaultFiles],
  scripts: [vault.script, ...biosGrub.scripts],
} satisfies Installation
