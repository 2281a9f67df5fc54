import type {ElTarget} from '@livemode/userspace'
import type {Check} from '../finding.ts'
import type {Situation} from '../situation.ts'

/** A check of a machine that becomes Enterprise Linux. */
export type ElCheck = Check<Situation & {readonly target: ElTarget}>
