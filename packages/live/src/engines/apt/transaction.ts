import {keepNames} from '../../system/machine-settings/index.ts'
import type {EngineContext} from '../engine.ts'
import {openApt} from './apt.ts'
import {readTransaction} from './payload.ts'
import {runPlan} from './run-plan.ts'

/** Before the packages: an initramfs that is made then has the names, too. */
function keepInterfaceNames({live, note}: EngineContext): void {
  const lookAt = keepNames(live).map(
    ({name, otherwise, file}) =>
      `the network interface ${name} would be called ${otherwise} now: ${file} keeps its name`,
  )
  if (lookAt.length > 0) note({lookAt})
}

/**
 * Carries out the plan. What was interrupted is configured first, and then the same plan is run: the phase can be
 * repeated at any point. What fails is left to `settle`.
 */
export async function transact(context: EngineContext): Promise<void> {
  const transaction = readTransaction(context)
  keepInterfaceNames(context)
  await runPlan(context, {transaction, apt: openApt(context, transaction), goOn: false})
}
