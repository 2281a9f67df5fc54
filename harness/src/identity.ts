import {LivemodeError} from '@livemode/config'
import type {Deadline} from './deadline.ts'
import type {Machine} from './machine/machine.ts'

/** What tells one root file system from another, as a running system sees it. */
export interface RootIdentity {
  readonly buildId: string
  /** The type of the file system at `/`. */
  readonly root: string
  /** The type of the file system below the overlay. */
  readonly lower: string
  /** What of the device mapper that is read through. */
  readonly target: string
  /** The file from which that comes, as a path in the file system that holds it. */
  readonly image: string
  readonly uuid: string
}

// The image lies in a loop device, which dm-verity reads; a copy in the memory in a loop device alone.
// The loop device itself tells which device holds its file: the initramfs's mounts, in which the file
// was opened, are not all there any more.
const script = `
lower=$(findmnt --noheadings --output SOURCE --target /run/rootfsbase)
device=$(basename "$(realpath "$lower")")
loop=$(ls "/sys/block/$device/slaves")
loop=\${loop:-$device}
holder=$(losetup --noheadings --output BACK-MAJ:MIN "/dev/$loop" | tr -d ' ')
backing=$(cat "/sys/block/$loop/loop/backing_file")
# A download lies in the initramfs, of which only this file is left.
backing=\${backing% (deleted)}
echo "buildId=$(cat /usr/lib/livemode/build-id)"
echo "root=$(findmnt --noheadings --output FSTYPE --mountpoint /)"
echo "lower=$(findmnt --noheadings --output FSTYPE --target /run/rootfsbase)"
echo "target=$(dmsetup table "$lower" | cut --delimiter=' ' --fields=3)"
image=\${backing#/run/initramfs/live}
echo "image=$image"
uuid=$(blkid --match-tag UUID --output value "/dev/block/$holder")
# What btrfs tells as the device of a file is none: there the file is found where its disk is mounted, if it is that very one.
inode=$(losetup --noheadings --output BACK-INO "/dev/$loop" | tr -d ' ')
file=/run/initramfs/live$image
if [ -z "$uuid" ] && [ "$(stat --format=%i "$file")" = "$inode" ]; then
    uuid=$(findmnt --noheadings --output UUID --target "$file")
fi
echo "uuid=$uuid"
`

/** Reads the identity of the root that a machine runs from; what is not there is empty. */
export async function readIdentity(machine: Machine, deadline: Deadline): Promise<RootIdentity> {
  const {stdout} = await machine.run(script, deadline)
  const values = Object.fromEntries(
    stdout.split('\n').map(line => {
      const equals = line.indexOf('=')
      return [line.slice(0, equals), line.slice(equals + 1).trim()]
    }),
  )
  const {buildId = '', root = '', lower = '', target = '', image = '', uuid = ''} = values
  return {buildId, root, lower, target, image, uuid}
}

/**
 * Throws `BOOT_FAILED` with all that is wrong unless a root is the expected one. A boot that reaches
 * its end proves nothing: dracut boots what it finds when it does not find the image.
 */
export function assertIdentity(found: RootIdentity, expected: RootIdentity): void {
  const names = Object.keys(expected) as (keyof RootIdentity)[]
  const wrong = names
    .filter(name => found[name] !== expected[name])
    .map(name => `\n  ${meanings[name]}: ${found[name] || 'none'} instead of ${expected[name]}`)
  if (wrong.length === 0) return
  throw new LivemodeError('BOOT_FAILED', `the machine runs from the wrong root${wrong.join('')}`)
}

const meanings = {
  buildId: 'build id',
  root: 'file system at /',
  lower: 'file system below the overlay',
  target: 'what it is read through',
  image: 'live image',
  uuid: 'UUID of the file system that holds the image',
} satisfies Record<keyof RootIdentity, string>
