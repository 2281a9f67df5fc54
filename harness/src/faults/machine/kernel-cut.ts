import type {MachineFault} from './fault.ts'

export const kernelCut = {
  description: 'the kernel of the live boot is cut off, so that no boot loader can start it',
  when: 'after install',
  script: `
set -- $(find /boot /efi -name 'vmlinuz-upgrade*' -type f 2>/dev/null)
[ $# -gt 0 ]
for file; do truncate --size=4096 "$file"; done`,
} satisfies MachineFault
