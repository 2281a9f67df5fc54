import {assertTrialPossible} from '../boot/boot.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {assertPackages} from '../payload/payload.ts'
import {assertRoom} from '../payload/room.ts'
import {openDnf} from './dnf.ts'
import {assertUnchanged, readTransaction} from './payload.ts'
import {differencesFrom, remainingOf} from './plan.ts'
import {assertSigned} from './signatures.ts'

/**
 * Makes sure, before anything is changed, that the plan can be carried out: packages and metadata are what was planned,
 * and signed, the source is what it was planned for, there is room, dnf would do just that, and rpm finds it possible.
 */
export async function verify(context: EngineContext): Promise<void> {
  const {say} = context
  const plan = readTransaction(context)
  assertUnchanged(context, plan)
  assertTrialPossible(context, {versions: plan.kernels})
  assertRoom(context, plan)
  say(`${plan.archives.length} packages are held against their checksums and signatures`)
  assertPackages(context, plan)
  assertSigned(context, plan)
  const dnf = openDnf(context, plan)
  const remaining = remainingOf(plan, {present: dnf.present(), isInterrupted: false})
  const differences = differencesFrom(remaining, dnf.simulate(remaining, {isTested: true}))
  for (const difference of differences) say(difference)
  if (differences.length > 0)
    throw new Refusal(`dnf would not do what was planned: ${differences[0]}`)
  const {upgrade, new: added, remove} = plan
  say(`${upgrade.length} packages to upgrade, ${added.length} new, ${remove.length} to remove`)
}
