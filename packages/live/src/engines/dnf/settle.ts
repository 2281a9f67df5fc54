import {type EngineContext, Refusal} from '../engine.ts'
import {checkBoot} from './boot.ts'
import {findConfigurations} from './configurations.ts'
import {openDnf} from './dnf.ts'
import {readTransaction} from './payload.ts'
import {compareWithPlan, isCarriedOut, renderDifference} from './plan.ts'
import {findProblems} from './problems.ts'
import {isInterrupted, runPlan} from './run-plan.ts'

/** How many packages are named that are not as planned. */
const mostNamed = 10

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
      ...plan.kept.map(({package: name, version, why}) => `${name} stays ${version}: ${why}`),
      ...findProblems(context).map(line => `dnf finds: ${line}`),
    ],
  })
  const missing = packages.notAsPlanned.map(renderDifference)
  for (const line of missing) say(line)
  if (missing.length > 0) {
    await repairBoot(context)
    const named = missing.slice(0, mostNamed).join('; ')
    throw new Refusal(`${missing.length} packages are not as planned: ${named}`)
  }
}

/** Has what boots in order although something else is not. */
async function repairBoot(context: EngineContext): Promise<void> {
  try {
    await checkBoot(context)
  } catch (error) {
    context.say((error as Error).message)
  }
}
