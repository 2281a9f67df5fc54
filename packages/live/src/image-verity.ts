/** By what the kernel knows every block of an image when it reads it, see veritysetup(8). */
export interface ImageVerity {
  /** SHA-256 over the hash tree, in hexadecimal. */
  readonly rootHash: string
  /** Where the hash tree begins, in bytes: the squashfs lies in front of it. */
  readonly hashOffset: number
}
