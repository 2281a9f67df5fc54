import {areGrubModules, isHeldByGrub, renderGrubDefaults} from './grub.ts'
import type {Installation} from './installation.ts'

export const biosGrub = {
  description: 'GRUB on a BIOS',
  firmware: 'bios',
  loader: 'grub',
  packages: ['grub-pc'],
  partitions: [{mebibytes: 1, type: 'BIOS boot'}],
  mounts: [],
  files: system => [
    renderGrubDefaults(system, [
      'GRUB_TERMINAL="console serial"',
      'GRUB_SERIAL_COMMAND="serial --unit=0 --speed=115200"',
    ]),
  ],
  scripts: [new URL('./bios-grub.sh', import.meta.url)],
  isHeld: isHeldByGrub,
  isOfPackages: areGrubModules('i386-pc'),
} satisfies Installation
