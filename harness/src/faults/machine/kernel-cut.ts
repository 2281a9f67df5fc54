import {bootFileNames} from '@livemode/bootentry'
import {eachBootFile} from './boot-files.ts'
import type {MachineFault} from './fault.ts'

export const kernelCut = {
  description: 'the kernel of the live boot is cut off, so that no boot loader can start it',
  when: 'after install',
  script: eachBootFile(bootFileNames.kernel, 'truncate --size=4096 "$file"'),
} satisfies MachineFault
