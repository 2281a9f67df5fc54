import {biosGrub} from './bios-grub.ts'
import type {Installation} from './installation.ts'
import {uefiGrub} from './uefi-grub.ts'
import {uefiSystemdBoot} from './uefi-systemd-boot.ts'

export type InstallationId = 'bios-grub' | 'uefi-systemd-boot' | 'uefi-grub'

export const installations: Readonly<Record<InstallationId, Installation>> = {
  'bios-grub': biosGrub,
  'uefi-systemd-boot': uefiSystemdBoot,
  'uefi-grub': uefiGrub,
}
