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

/** In the middle there are compressed files: squashfs itself notices nothing while it is mounted. */
export const imageBitFlipped = {
  description: 'one bit of the live image is another',
  when: 'after install',
  script: `
place=$(($(stat --format=%s "$image") / 2))
byte=$(od --address-radix=n --format=u1 --skip-bytes="$place" --read-bytes=1 "$image")
printf "\\\\$(printf %o $((byte ^ 1)))" |
    dd of="$image" bs=1 seek="$place" conv=notrunc status=none`,
} satisfies MachineFault
