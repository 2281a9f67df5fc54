import {file} from '../disks/source-file.ts'
import {esp} from './esp.ts'
import type {Installation} from './installation.ts'

const defaultVariable =
  '/sys/firmware/efi/efivars/LoaderEntryDefault-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f'

export const uefiSystemdBoot = {
  description: 'systemd-boot on UEFI',
  firmware: 'uefi',
  loader: 'systemd-boot',
  packages: ['dosfstools', 'efibootmgr', 'systemd-boot'],
  partitions: [esp.partition],
  mounts: [esp.mount],
  files: ({rootUuid, kernelArguments}) => [
    file('/etc/kernel/cmdline', `root=UUID=${rootUuid} ro ${kernelArguments}\n`),
  ],
  scripts: [new URL('./uefi-systemd-boot.sh', import.meta.url), 'add-kernel'],
  isOfPackages:
    'cmp /boot/efi/EFI/systemd/systemd-bootx64.efi /usr/lib/systemd/boot/efi/systemd-bootx64.efi',
  isHeld: () => `tr -d '\\0' <${defaultVariable} | grep --quiet livemode`,
} satisfies Installation
