import type {Accelerator} from './accelerator.ts'
import {kvm} from './kvm.ts'
import {tcg} from './tcg.ts'

export type AcceleratorId = 'kvm' | 'tcg'

/** From the fastest to the one that runs everywhere. */
export const accelerators = {kvm, tcg} satisfies Record<AcceleratorId, Accelerator>
