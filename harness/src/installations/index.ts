import {biosGrub} from './bios-grub.ts'
import {biosGrubBtrfs} from './bios-grub-btrfs.ts'
import {biosGrubIscsi} from './bios-grub-iscsi.ts'
import {biosGrubLuks} from './bios-grub-luks.ts'
import {biosGrubTpm2} from './bios-grub-tpm2.ts'
import type {Installation} from './installation.ts'
import {uefiGrub} from './uefi-grub.ts'
import {uefiGrubLuks} from './uefi-grub-luks.ts'
import {uefiSystemdBoot} from './uefi-systemd-boot.ts'
import {uefiSystemdBootLvm} from './uefi-systemd-boot-lvm.ts'

export type InstallationId =
  | 'bios-grub'
  | 'bios-grub-btrfs'
  | 'bios-grub-iscsi'
  | 'bios-grub-luks'
  | 'bios-grub-tpm2'
  | 'uefi-systemd-boot'
  | 'uefi-systemd-boot-lvm'
  | 'uefi-grub'
  | 'uefi-grub-luks'

export const installations: Readonly<Record<InstallationId, Installation>> = {
  'bios-grub': biosGrub,
  'bios-grub-btrfs': biosGrubBtrfs,
  'bios-grub-iscsi': biosGrubIscsi,
  'bios-grub-luks': biosGrubLuks,
  'bios-grub-tpm2': biosGrubTpm2,
  'uefi-systemd-boot': uefiSystemdBoot,
  'uefi-systemd-boot-lvm': uefiSystemdBootLvm,
  'uefi-grub': uefiGrub,
  'uefi-grub-luks': uefiGrubLuks,
}
