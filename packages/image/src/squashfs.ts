/** Where the image is made in its container. */
export const squashfsPath = '/livemode/live-upgrade.img'

/**
 * The mksquashfs command: a tar stream comes in, the image goes to `squashfsPath`. The root file
 * system lies in it directly, without a LiveOS/rootfs.img.
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
  '3',
  '-mkfs-time',
  '0',
  // A tar without an entry for the root would make it writable for everybody, and made just now.
  '-root-mode',
  '0755',
  '-root-time',
  '0',
]
