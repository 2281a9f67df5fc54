import {join} from 'node:path'
import type {DnfTransaction} from '@livemode/config'
import {removeDurably, writeDurably} from '../../system/durable.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {correctClock} from '../payload/clock.ts'
import {assertPackages, transactionFile} from '../payload/payload.ts'
import {type Dnf, openDnf} from './dnf.ts'
import {forgetLast} from './last-package.ts'
import {removeLeftovers} from './leftovers.ts'
import {differencesFrom, isCarriedOut, type Remaining, remainingOf} from './plan.ts'
import {beginScripts} from './scripts.ts'

/** There from before dnf changes a package until all that it has changed is on the disk. */
const markOf = ({live}: Pick<EngineContext, 'live'>): string =>
  join(live.source.resolve(sourcePlaces.packages), 'dnf-transaction-begun')

/** Whether a run of dnf has not come to its end. */
export const isInterrupted = ({live}: Pick<EngineContext, 'live'>): boolean =>
  live.source.has(`${sourcePlaces.packages}/dnf-transaction-begun`)

/**
 * Runs what is left of the plan, in whatever state an earlier run has left the packages: what an interrupted one has brought
 * comes once more, with the scriptlets that it has not come to.
 */
export async function runPlan(context: EngineContext, plan: DnfTransaction): Promise<void> {
  const {live, say, scriptTimeout} = context
  beginScripts(context)
  say(`a package's script may say nothing for ${scriptTimeout} s (script_timeout)`)
  correctClock(live, join(live.source.resolve(sourcePlaces.packages), transactionFile))
  assertPackages(context, plan)
  const wasInterrupted = isInterrupted(context)
  if (wasInterrupted) forgetLast(context, plan)
  const dnf = openDnf(context, plan)
  const present = dnf.present()
  if (!wasInterrupted && isCarriedOut(plan, present)) return
  const remaining = remainingOf(plan, {present, isInterrupted: wasInterrupted})
  if (wasInterrupted) {
    const {install, reinstall, remove} = remaining
    say(
      `dnf was interrupted: ${install.length} packages have still to come, ${reinstall.length} come once more, ${remove.length} have to go`,
    )
  }
  assertJustThat(dnf, remaining)
  writeDurably(markOf(context), {content: ''})
  const code = await dnf.run(remaining)
  if (wasInterrupted) removeLeftovers(context)
  live.run(['sync'])
  removeDurably(markOf(context))
  if (code !== 0) say(`dnf has stopped with ${code === null ? 'a signal' : `code ${code}`}`)
}

function assertJustThat(dnf: Dnf, remaining: Remaining): void {
  const [difference] = differencesFrom(remaining, dnf.simulate(remaining))
  if (difference !== undefined)
    throw new Refusal(`dnf would do something else than what was planned: ${difference}`)
}
