import {biosGrubLuks} from './bios-grub-luks.ts'
import type {Installation} from './installation.ts'
import {safe} from './safe.ts'

export const biosGrubTpm2 = {
  ...biosGrubLuks,
  description: 'GRUB on a BIOS, with two encrypted volumes whose keys can be put into a TPM',
  packages: [...biosGrubLuks.packages, 'tpm2-tools'],
  partitions: [...biosGrubLuks.partitions, {mebibytes: 64}],
  mounts: [...biosGrubLuks.mounts, `/dev/mapper/${safe.name} ${safe.mount} ext4 nofail 0 2`],
  scripts: [safe.script, ...biosGrubLuks.scripts],
} satisfies Installation
