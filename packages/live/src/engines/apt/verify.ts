import {statfsSync, statSync} from 'node:fs'
import type {UpgradeTransaction} from '@livemode/config'
import {type EngineContext, Refusal} from '../engine.ts'
import {openApt} from './apt.ts'
import {assertTrialPossible} from './boot.ts'
import {assertFoldersInPlace} from './linked-folders.ts'
import {assertPackages, assertUnchanged, readTransaction} from './payload.ts'
import {differencesFrom} from './plan.ts'
import {planRoom} from './room.ts'

/**
 * Makes sure, before anything is changed, that the plan can be carried out: packages and indexes are what was planned,
 * the source is what it was planned for, there is room, and apt would do just that.
 */
export async function verify(context: EngineContext): Promise<void> {
  const {say} = context
  const transaction = readTransaction(context)
  assertUnchanged(context, transaction)
  assertFoldersInPlace(context.live)
  assertTrialPossible(context, transaction)
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

/** Each file system needs the sum of what goes to it. */
function assertRoom({live}: EngineContext, transaction: UpgradeTransaction): void {
  const devices = new Map<number, {path: string; bytes: number; available: number}>()
  for (const {path, bytes} of planRoom(transaction)) {
    const place = live.source.resolve(path)
    const {dev} = statSync(place)
    const {bavail, bsize} = statfsSync(place)
    const sum = bytes + (devices.get(dev)?.bytes ?? 0)
    devices.set(dev, {path, bytes: sum, available: bavail * bsize})
  }
  for (const {path, bytes, available} of devices.values()) {
    if (available >= bytes) continue
    const [need, have] = [bytes, available].map(value => `${Math.round(value / 1e6)} MB`)
    throw new Refusal(`${path} of the source has ${have} free, and the upgrade may need ${need}`)
  }
}

const firstLine = (text: string) => text.split('\n')[0] ?? ''
