import {lstatSync, readdirSync} from 'node:fs'
import {join, relative} from 'node:path'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext, Notes} from '../engine.ts'
import {transactionFile} from '../payload/payload.ts'

/** What rpm calls the file of the new release that it leaves beside the administrator's. */
const kept = '.rpmnew'
/** What it calls the administrator's own that it has put aside: the package would not have it stay, or has gone. */
const replaced = ['.rpmsave', '.rpmorig']

/**
 * Finds the configurations that stayed although the new release has others, and those that were put aside: by what lies
 * beside them since the packages of the upgrade have come to the source, whichever boot has left it. Links are not followed.
 */
export function findConfigurations({
  live,
}: Pick<EngineContext, 'live'>): Required<Pick<Notes, 'configurations' | 'lookAt'>> {
  const since = lstatSync(live.source.resolve(join(sourcePlaces.packages, transactionFile))).ctimeMs
  const root = live.source.resolve('/etc')
  const left = filesBelow(root)
    .filter(place => lstatSync(place).ctimeMs >= since)
    .map(place => join('/etc', relative(root, place)))
    .toSorted()
    .map(beside => ({beside, suffix: /\.[^.]+$/.exec(beside)?.[0] ?? ''}))
    .map(one => ({...one, path: one.beside.slice(0, -one.suffix.length)}))
  const aside = left.filter(({suffix}) => replaced.includes(suffix))
  return {
    configurations: [
      ...left
        .filter(({suffix}) => suffix === kept)
        .map(({path, beside}) => ({path, decision: 'kept' as const, newVersion: beside})),
      ...aside.map(({path}) => ({
        path,
        decision: 'replaced' as const,
        newVersion: live.source.has(path) ? path : null,
      })),
    ],
    lookAt: aside.map(
      ({path, beside}) =>
        `${beside} is what the administrator had in ${path}: rpm has put it aside`,
    ),
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
    const place = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(place)
    return entry.isFile() ? [place] : []
  })
}
