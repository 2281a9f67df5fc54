import {carriesOutPlan} from '@livemode/live'
import type {Check} from './finding.ts'

/** What was found when the transaction was made; nothing is asked of a container engine again. */
export const packagesAreInOrder: Check = ({engine, resolved}) =>
  carriesOutPlan(engine) ? (resolved?.findings ?? []) : []
