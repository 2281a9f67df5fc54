import {biosGrub} from './bios-grub.ts'
import type {Installation} from './installation.ts'

export const biosGrubBtrfs = {
  ...biosGrub,
  description: 'GRUB on a BIOS, from btrfs, which GRUB only reads',
  startsImage: 'kexec',
  packages: [...biosGrub.packages, 'btrfs-progs', 'kexec-tools'],
} satisfies Installation
