/** A way in which QEMU runs a guest's processors. */
export interface Accelerator {
  readonly id: string
  readonly qemuArguments: readonly string[]
  /** The host's device nodes that QEMU needs for it. */
  readonly devices: readonly string[]
}
