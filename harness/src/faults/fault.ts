import type {DiskPlan} from '../disks/plan.ts'

/** Something that is wrong with a source system before the live image is booted. */
export interface Fault {
  readonly description: string
  /** Plans the broken disk instead of the whole one. */
  readonly apply: (plan: DiskPlan) => DiskPlan
}
