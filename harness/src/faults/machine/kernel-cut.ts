import {eachBootFile} from './boot-files.ts'
import type {MachineFault} from './fault.ts'

export const kernelCut = {
  description: 'the kernel of the live boot is cut off, so that no boot loader can start it',
  when: 'after install',
  script: eachBootFile('vmlinuz-upgrade*', 'truncate --size=4096 "$file"'),
} satisfies MachineFault
