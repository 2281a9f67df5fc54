import {assertAsPlanned, renderKept} from '../as-planned.ts'
import type {EngineContext} from '../engine.ts'
import {checkBoot} from './boot.ts'
import {findConfigurations} from './configurations.ts'
import {openDnf} from './dnf.ts'
import {readTransaction} from './payload.ts'
import {compareWithPlan, isCarriedOut, renderDifference} from './plan.ts'
import {findProblems} from './problems.ts'
import {isInterrupted, runPlan} from './run-plan.ts'

/**
 * Brings to its end what the transaction could not do at once: what is left of the same plan. Then holds the installed
 * versions against the plan, and tells what dnf finds of all packages.
 *
 * Throws a `Refusal` that names what is not as planned.
 */
export async function settle(context: EngineContext): Promise<void> {
  const {say, note} = context
  const plan = readTransaction(context)
  const dnf = openDnf(context, plan)
  if (isInterrupted(context) || !isCarriedOut(plan, dnf.present())) {
    say('not everything is as planned: what is left of the plan is run once more')
    await runPlan(context, plan)
  }
  const packages = compareWithPlan(plan, dnf.present())
  const {configurations, lookAt} = findConfigurations(context)
  note({
    packages,
    configurations,
    lookAt: [
      ...lookAt,
      ...renderKept(plan),
      ...findProblems(context).map(line => `dnf finds: ${line}`),
    ],
  })
  const differences = packages.notAsPlanned.map(renderDifference)
  await assertAsPlanned(context, {differences, checkBoot})
}
