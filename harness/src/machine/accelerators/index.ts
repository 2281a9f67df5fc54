import {kvm} from './kvm.ts'
import {tcg} from './tcg.ts'

/** A way in which QEMU runs a guest's processors. */
export interface Accelerator {
  readonly id: string
  readonly qemuArguments: readonly string[]
  /** The host's device nodes that QEMU needs for it. */
  readonly devices: readonly string[]
}

export type AcceleratorId = 'kvm' | 'tcg'

/** From the fastest to the one that runs everywhere. */
export const accelerators = {kvm, tcg} satisfies Record<AcceleratorId, Accelerator>
