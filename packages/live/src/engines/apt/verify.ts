import {assertTrialPossible} from '../boot/boot.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {assertPackages} from '../payload/payload.ts'
import {assertRoom} from '../payload/room.ts'
import {openApt} from './apt.ts'
import {kernelsOf} from './kernels.ts'
import {assertFoldersInPlace} from './linked-folders.ts'
import {assertUnchanged, readTransaction} from './payload.ts'
import {differencesFrom} from './plan.ts'

/**
 * Makes sure, before anything is changed, that the plan can be carried out: packages and indexes are what was planned,
 * the source is what it was planned for, there is room, and apt would do just that.
 */
export async function verify(context: EngineContext): Promise<void> {
  const {say} = context
  const transaction = readTransaction(context)
  assertUnchanged(context, transaction)
  assertFoldersInPlace(context.live)
  assertTrialPossible(context, {versions: kernelsOf(transaction)})
  assertRoom(context, transaction)
  say(`${transaction.archives.length} packages are held against their checksums`)
  assertPackages(context, transaction)
  const apt = openApt(context, transaction)
  const problems = apt.audit()
  if (problems !== '') {
    throw new Refusal(`dpkg finds the source’s packages not in order: ${firstLine(problems)}`)
  }
  apt.update()
  const differences = differencesFrom(transaction, apt.simulate())
  for (const difference of differences) say(difference)
  if (differences.length > 0) {
    throw new Refusal(`apt would not do what was planned: ${differences[0]}`)
  }
  const {upgrade, new: added, remove} = transaction
  say(`${upgrade.length} packages to upgrade, ${added.length} new, ${remove.length} to remove`)
}

const firstLine = (text: string) => text.split('\n')[0] ?? ''
