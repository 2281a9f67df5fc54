import type {Installation} from './installation.ts'
import {uefiSystemdBoot} from './uefi-systemd-boot.ts'

/** The script knows the UUIDs, too. */
export const uefiSystemdBootLvm = {
  ...uefiSystemdBoot,
  description: 'systemd-boot on UEFI, with /var and /boot on LVM',
  packages: [...uefiSystemdBoot.packages, 'lvm2'],
  partitions: [...uefiSystemdBoot.partitions, {mebibytes: 5120, type: 'V'}],
  mounts: [
    'UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e51 /var ext4 defaults 0 2',
    'UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e52 /boot ext4 defaults 0 2',
    ...uefiSystemdBoot.mounts,
  ],
  scripts: [new URL('./lvm.sh', import.meta.url), ...uefiSystemdBoot.scripts],
} satisfies Installation
