import type {MachineFault} from './fault.ts'

export const uuidChanged = {
  description: 'the file system that the live image lies on has got another UUID',
  when: 'after install',
  // The source's own would keep the source from booting as well.
  script: `
place=$(findmnt --noheadings --output TARGET --target "$image")
[ "$place" != / ]
device=$(findmnt --noheadings --output SOURCE --mountpoint "$place")
umount "$place"
e2fsck -f -p "$device" || [ $? -le 1 ]
tune2fs -U random "$device"`,
} satisfies MachineFault
