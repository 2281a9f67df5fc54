import type {EngineContext} from '../engine.ts'
import {keepInterfaceNames} from '../scripts/interface-names.ts'
import {readTransaction} from './payload.ts'
import {runPlan} from './run-plan.ts'

/** Carries out the plan; the phase can be repeated at any point. What fails is left to `settle`. */
export async function transact(context: EngineContext): Promise<void> {
  keepInterfaceNames(context)
  await runPlan(context, readTransaction(context))
}
