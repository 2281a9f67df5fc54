import type {AptTransaction} from '@livemode/config'
import {assertAsPlanned, renderKept} from '../as-planned.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {type Apt, openApt} from './apt.ts'
import {checkBoot} from './boot.ts'
import {compareWithPlan, renderDifference} from './comparison.ts'
import {findKeptConfigurations} from './kept-configurations.ts'
import {readTransaction} from './payload.ts'
import {withArchitecture} from './plan.ts'
import {runPlan} from './run-plan.ts'

/**
 * Brings to its end what the transaction could not do at once: the same plan again, past what fails. Then holds the
 * installed versions against the plan, and marks as automatic what was so, and what is new.
 *
 * Throws a `Refusal` that names what is not as planned.
 */
export async function settle(context: EngineContext): Promise<void> {
  const {say, note} = context
  const transaction = readTransaction(context)
  const apt = openApt(context, transaction)
  if (!isInOrder(apt, transaction)) {
    say('not everything is as planned: the plan is run once more, past what fails')
    await runPlan(context, {transaction, apt, goOn: true})
  }
  const installed = apt.installed()
  const {automatic, new: added} = transaction
  // Naming packages marks them as wanted for their own sake.
  const marks = [...automatic, ...added.map(({package: name}) => name)]
    .map(name => withArchitecture(name, transaction))
    .filter(name => installed.has(name))
  apt.markAutomatic(marks)
  const packages = compareWithPlan(apt.installed(), transaction)
  note({
    packages,
    configurations: findKeptConfigurations(context),
    lookAt: [...renderKept(transaction)],
  })
  const differences = packages.notAsPlanned.map(renderDifference)
  await assertAsPlanned(context, {differences, checkBoot})
  const problems = apt.audit()
  if (problems !== '') throw new Refusal(`dpkg finds packages not in order: ${problems}`)
}

/** Whether the packages are as planned, and dpkg has nothing left to do. */
export const isInOrder = (
  apt: Pick<Apt, 'installed' | 'audit'>,
  transaction: AptTransaction,
): boolean =>
  compareWithPlan(apt.installed(), transaction).notAsPlanned.length === 0 && apt.audit() === ''
