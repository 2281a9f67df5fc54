import type {MachineFault} from './fault.ts'

/**
 * Leaves less room than an initramfs needs, as a machine has that keeps many kernels. FAT cannot give
 * blocks to a file that are not written.
 */
const fill = (folder: string) => `
free=$(df --output=avail --block-size=1M ${folder} | tail -n 1)
fallocate --length $((free - 8))M ${folder}/full ||
    dd if=/dev/zero of=${folder}/full bs=1M count=$((free - 8)) status=none`

export const espFull = {
  description: "the firmware's partition is full",
  when: 'before install',
  script: `mountpoint -q /boot/efi${fill('/boot/efi')}`,
  undo: 'rm /boot/efi/full',
} satisfies MachineFault

export const bootFull = {
  description: 'the file system with /boot is full',
  when: 'before install',
  script: fill('/boot'),
  undo: 'rm /boot/full',
} satisfies MachineFault

export const espReadOnly = {
  description: "the firmware's partition is mounted read-only",
  when: 'before install',
  script: 'mount --options remount,ro /boot/efi',
  undo: 'mount --options remount,rw /boot/efi',
} satisfies MachineFault
