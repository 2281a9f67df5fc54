import {rmSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {UpgradeTransaction} from '@livemode/config'
import {makeFolderDurably, removeDurably, writeDurably} from '../../system/durable.ts'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'

/**
 * Gives the upgraded system its own package sources, last of all: until here a system that has to be repaired by hand has
 * those that it was installed from. Then takes away what only the upgrade needed.
 */
export async function switchSourcesTo(
  {live, say}: EngineContext,
  transaction: Pick<UpgradeTransaction, 'sources' | 'repositories'>,
): Promise<void> {
  for (const {path, content} of transaction.sources) {
    const file = live.source.resolve(path)
    if (content === null) removeDurably(file)
    else {
      makeFolderDurably(dirname(file))
      writeDurably(file, {content, mode: live.source.stat(path)?.mode ?? 0o644})
    }
    say(`${path} ${content === null ? 'is gone' : 'names the new release'}`)
  }
  // The plan itself stays: with it this phase can be repeated.
  const folder = live.source.resolve(sourcePlaces.packages)
  for (const name of transaction.repositories.map(({folder: name}) => name))
    rmSync(join(folder, name), {recursive: true, force: true})
  for (const place of [sourcePlaces.aptState, sourcePlaces.dnfState, sourcePlaces.freeze])
    rmSync(live.source.resolve(place), {recursive: true, force: true})
}
