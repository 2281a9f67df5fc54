import {esp} from './esp.ts'
import {areGrubModules, isHeldByGrub, renderGrubDefaults} from './grub.ts'
import type {Installation} from './installation.ts'

export const uefiGrub = {
  description: 'GRUB on UEFI, all of it signed for Secure Boot',
  firmware: 'uefi',
  loader: 'grub',
  packages: ['dosfstools', 'efibootmgr', 'grub-efi-amd64', 'grub-efi-amd64-signed', 'shim-signed'],
  partitions: [esp.partition],
  mounts: [esp.mount],
  // The firmware shows its console on the serial port as well.
  files: system => [renderGrubDefaults(system, ['GRUB_TERMINAL=console'])],
  scripts: [new URL('./uefi-grub.sh', import.meta.url)],
  isHeld: isHeldByGrub,
  isOfPackages: `${areGrubModules('x86_64-efi')} && cmp /boot/efi/EFI/debian/grubx64.efi /usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed`,
} satisfies Installation
