import type {UpgradeTransaction} from '@livemode/config'
import {type EngineContext, Refusal} from '../engine.ts'
import {type Apt, openApt} from './apt.ts'
import {readTransaction} from './payload.ts'
import {assertNoMore, plannedVersions, withArchitecture} from './plan.ts'
import {forbidServices} from './policy.ts'

/** How many packages are named that are not as planned. */
const mostNamed = 10

/**
 * Brings to its end what the transaction could not do at once: the same plan again, past what fails. Then holds the
 * installed versions against the plan, and marks as automatic what was so, and what is new.
 *
 * Throws a `Refusal` that names what is not as planned.
 */
export async function settle(context: EngineContext): Promise<void> {
  const {live, say} = context
  const transaction = readTransaction(context)
  const apt = openApt(context, transaction)
  if (findMissing(apt, transaction).length > 0 || apt.audit() !== '') {
    say('not everything is as planned: the plan is run once more, past what fails')
    forbidServices(live)
    await apt.configure()
    apt.update()
    assertNoMore(transaction, apt.simulate())
    await apt.install({goOn: true})
  }
  const installed = apt.installed()
  const {automatic, new: added} = transaction
  // Naming packages marks them as wanted for their own sake.
  const marks = [...automatic, ...added.map(({package: name}) => name)]
    .map(name => withArchitecture(name, transaction))
    .filter(name => installed.has(name))
  apt.markAutomatic(marks)
  const missing = findMissing(apt, transaction)
  for (const line of missing) say(line)
  if (missing.length > 0) {
    const named = missing.slice(0, mostNamed).join('; ')
    throw new Refusal(`${missing.length} packages are not as planned: ${named}`)
  }
  const problems = apt.audit()
  if (problems !== '') throw new Refusal(`dpkg finds packages not in order: ${problems}`)
}

/** What is not as planned, a line for each package. */
function findMissing(apt: Apt, transaction: UpgradeTransaction): readonly string[] {
  const installed = apt.installed()
  const wanted = [...plannedVersions(transaction)].flatMap(([name, version]) => {
    const found = installed.get(name)
    return found === version ? [] : [`${name} is ${found ?? 'not installed'}, not ${version}`]
  })
  const unwanted = transaction.remove
    .map(({package: name}) => withArchitecture(name, transaction))
    .filter(name => installed.has(name))
    .map(name => `${name} is still installed`)
  return [...wanted, ...unwanted]
}
