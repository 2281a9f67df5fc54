import {bootFileNames} from '@livemode/bootentry'
import {eachBootFile} from './boot-files.ts'
import type {MachineFault} from './fault.ts'

export const initramfsCorrupted = {
  description: 'the initramfs of the live boot is corrupted',
  when: 'after install',
  script: eachBootFile(
    bootFileNames.initramfs,
    'dd if=/dev/zero of="$file" bs=1M seek=1 count=4 conv=notrunc status=none',
  ),
} satisfies MachineFault
