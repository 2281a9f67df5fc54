import {posix} from 'node:path'
import {isWithin} from '@livemode/host'
import {limits} from '../../tables/limits.ts'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'
import {transactionFile} from '../payload/payload.ts'

/** Where packages have files, and nobody else such names. */
const folders = ['/usr', '/etc', '/boot', '/opt', '/var']

/** What rpm calls a file until it is whole: the number of its transaction is behind the name. */
const pattern = '.*;[0-9a-f]{8}'

/**
 * Takes away the files that rpm has not come to give their names, as an interruption leaves them: since the packages of the
 * upgrade have come to the source.
 */
export function removeLeftovers({live, mounts, say}: EngineContext): void {
  const {source} = live
  const {root} = source
  const below = mounts
    .map(({target}) => target)
    .filter(target => folders.some(folder => isWithin(target, posix.join(root, folder))))
  const places = [
    ...new Set([
      ...folders.filter(one => source.has(one)).map(one => source.resolve(one)),
      ...below,
    ]),
  ]
  const plan = source.resolve(posix.join(sourcePlaces.packages, transactionFile))
  const {stdout} = live.run(
    [
      ...['find', ...places, '-xdev', '-regextype', 'posix-extended', '-regex', pattern],
      ...['-newercc', plan, '-not', '-type', 'd', '-print', '-delete'],
    ],
    {seconds: limits.packages},
  )
  const removed = stdout.split('\n').filter(line => line !== '')
  if (removed.length > 0) say(`${removed.length} files that rpm had only begun are taken away`)
}
