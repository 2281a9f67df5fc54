/** Something that is wrong with a source system before the live image is booted. */
export interface Fault {
  readonly description: string
  /** How much of the live image is on the disk; none: the file is not there. */
  readonly imageBytes: (whole: number) => number | undefined
}
