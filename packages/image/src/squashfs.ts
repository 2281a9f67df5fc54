/** Where the image is made in its container. */
export const squashfsPath = '/live-upgrade.img'

/**
 * The mksquashfs command: a tar stream comes in, the image goes to `squashfsPath`. The root file
 * system lies in it directly, without a LiveOS/rootfs.img. Level 1 is 3 % larger than level 3, and a
 * quarter faster.
 */
export const planSquashfs = (): readonly string[] => [
  'mksquashfs',
  '-',
  squashfsPath,
  '-tar',
  '-noappend',
  '-no-progress',
  '-quiet',
  '-comp',
  'zstd',
  '-Xcompression-level',
  '1',
  '-mkfs-time',
  '0',
  // A tar without an entry for the root would make it writable for everybody, and made just now.
  '-root-mode',
  '0755',
  '-root-time',
  '0',
]
