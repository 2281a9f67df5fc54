import type {EngineContext} from '../engine.ts'
import {keepInterfaceNames} from '../scripts/interface-names.ts'
import {openApt} from './apt.ts'
import {readTransaction} from './payload.ts'
import {runPlan} from './run-plan.ts'

/**
 * Carries out the plan. What was interrupted is configured first, and then the same plan is run: the phase can be
 * repeated at any point. What fails is left to `settle`.
 */
export async function transact(context: EngineContext): Promise<void> {
  const transaction = readTransaction(context)
  keepInterfaceNames(context)
  await runPlan(context, {transaction, apt: openApt(context, transaction), goOn: false})
}
