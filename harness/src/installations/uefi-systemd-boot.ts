import {file} from '../disks/source-file.ts'
import {esp} from './esp.ts'
import type {Installation} from './installation.ts'

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
  script: new URL('./uefi-systemd-boot.sh', import.meta.url),
} satisfies Installation
