import {biosGrub} from './bios-grub.ts'
import type {Installation} from './installation.ts'
import {iscsiVolumes} from './iscsi-volumes.ts'

export const biosGrubIscsi = {
  ...biosGrub,
  description: 'GRUB on a BIOS, with volumes by iSCSI, one of which has room for the live image',
  packages: [...biosGrub.packages, 'iproute2', 'open-iscsi'],
  mounts: [...biosGrub.mounts, ...iscsiVolumes.map(({line}) => line)],
} satisfies Installation
