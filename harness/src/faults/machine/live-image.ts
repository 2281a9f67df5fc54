import type {MachineFault} from './fault.ts'

export const imageDeleted = {
  description: 'the live image is deleted',
  when: 'after install',
  script: 'rm "$image"',
} satisfies MachineFault

export const imageCut = {
  description: 'the second half of the live image is missing',
  when: 'after install',
  script: 'truncate --size=$(($(stat --format=%s "$image") / 2)) "$image"',
} satisfies MachineFault

/** Behind the superblock of squashfs, which notices nothing. */
export const imageBitFlipped = {
  description: 'one bit of the live image’s first block is another',
  when: 'after install',
  script: `
place=2000
byte=$(od --address-radix=n --format=u1 --skip-bytes="$place" --read-bytes=1 "$image")
printf "\\\\$(printf %o $((byte ^ 1)))" |
    dd of="$image" bs=1 seek="$place" conv=notrunc status=none`,
} satisfies MachineFault

/** The first block leads to the root hash; what is wrong with the others is found when they are read. */
export const imageOverwritten = {
  description: 'all of the live image but its first block and its hash tree is another',
  when: 'after install',
  script: `
blocks=$(($(stat --format=%s "$image") / 4096))
dd if=/dev/zero of="$image" bs=4096 seek=1 count=$((blocks * 49 / 50 - 1)) conv=notrunc status=none`,
} satisfies MachineFault
