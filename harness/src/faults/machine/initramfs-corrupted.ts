import type {MachineFault} from './fault.ts'

export const initramfsCorrupted = {
  description: 'the initramfs of the live boot is corrupted',
  when: 'after install',
  // The loader may have put it anywhere below /boot.
  script: `
set -- $(find /boot /efi -name 'initramfs-upgrade*' -type f 2>/dev/null)
[ $# -gt 0 ]
for file; do dd if=/dev/zero of="$file" bs=1M seek=1 count=4 conv=notrunc status=none; done`,
} satisfies MachineFault
