/** The size of the blocks that are hashed, in bytes. */
export const verityBlockSize = 4096

/**
 * The options of veritysetup(8) by which the hash tree of an image is made and read. It has no superblock and no salt, so
 * that the same squashfs gives the same file.
 */
export const verityFormat: readonly string[] = [
  '--no-superblock',
  '--salt=-',
  `--data-block-size=${verityBlockSize}`,
  `--hash-block-size=${verityBlockSize}`,
]

/** By what the kernel knows every block of an image when it reads it, see veritysetup(8). */
export interface ImageVerity {
  /** SHA-256 over the hash tree, in hexadecimal. */
  readonly rootHash: string
  /** Where the hash tree begins, in bytes: the squashfs lies in front of it. */
  readonly hashOffset: number
}
