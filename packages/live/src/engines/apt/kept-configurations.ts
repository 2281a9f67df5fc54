import {lstatSync, readdirSync} from 'node:fs'
import {join, relative} from 'node:path'
import type {UpgradeResult} from '@livemode/config'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'
import {transactionFile} from '../payload/payload.ts'

/** What dpkg and ucf call the file of the new release that they leave beside the administrator's. */
const suffixes = ['.dpkg-dist', '.ucf-dist']

/**
 * Finds the configurations that stayed although the new release has others: by what lies beside them since the packages
 * of the upgrade have come to the source, whichever boot has left it. Links are not followed.
 */
export function findKeptConfigurations({
  live,
}: Pick<EngineContext, 'live'>): UpgradeResult['configurations'] {
  const plan = live.source.resolve(join(sourcePlaces.packages, transactionFile))
  const since = lstatSync(plan).ctimeMs
  const root = live.source.resolve('/etc')
  return filesBelow(root)
    .filter(place => suffixes.some(suffix => place.endsWith(suffix)))
    .filter(place => lstatSync(place).ctimeMs >= since)
    .map(place => join('/etc', relative(root, place)))
    .toSorted()
    .map(newVersion => ({
      path: newVersion.replace(/\.[^.]+$/, ''),
      decision: 'kept',
      newVersion,
    }))
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
    const place = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(place)
    return entry.isFile() ? [place] : []
  })
}
