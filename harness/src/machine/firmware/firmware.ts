/** What a machine starts with before anything of its disks. */
export interface Firmware {
  /** The properties of QEMU's machine type. */
  readonly machine: string
  readonly qemuArguments: readonly string[]
  /** In the toolbox: the variable store of a machine that has never run; none: it has no store. */
  readonly newVariables?: string
}

/** Where the variable store of a machine is inside QEMU's container. */
export const variablesPlace = '/firmware/variables.fd'
