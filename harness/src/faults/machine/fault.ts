/** Something that is done to a source machine while it runs. */
export interface MachineFault {
  readonly description: string
  /** Before the installation, which must then fail, or after it, so that the live boot must. */
  readonly when: 'before install' | 'after install'
  /**
   * Shell that runs as root in the source; it fails where the fault cannot be made. `$image` is the
   * live image.
   */
  readonly script: string
  /** Shell that takes it back, for one before an installation: the disk is used by further boots. */
  readonly undo?: string
}
