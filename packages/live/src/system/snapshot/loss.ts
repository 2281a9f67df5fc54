import {type BigIntStats, lstatSync, readFileSync, statSync} from 'node:fs'
import {posix} from 'node:path'
import {parseRunRecord} from '../../run-record.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {namesIn} from './found-files.ts'
import {snapshotKinds} from './kinds/index.ts'
import type {Snapshot} from './manifest.ts'
import {nameSome} from './names.ts'

/** What a rollback costs. */
export interface Loss {
  /** What has been written since the upgrade has ended, by its paths: it is lost. */
  readonly written: readonly string[]
  /** What was changed in a way that is not taken back. */
  readonly notTakenBack: readonly string[]
  /** What is not in the snapshot, and stays as it is. */
  readonly leftOut: Snapshot['leftOut']
}

/** Looks for what a rollback of the source whose root is in a folder costs. */
export const findLoss = (root: string, snapshot: Snapshot): Loss => ({
  written: findWritten(root, snapshot),
  notTakenBack: snapshotKinds[snapshot.kind].findLost(root, snapshot),
  leftOut: snapshot.leftOut,
})

/** That in lines for a reader, some of each. */
export function renderLoss({written, notTakenBack, leftOut}: Loss): readonly string[] {
  return [
    ...(written.length === 0 ? [] : [`written since the upgrade, and lost: ${nameSome(written)}`]),
    ...(notTakenBack.length === 0
      ? []
      : [`written in place, and not taken back: ${nameSome(notTakenBack)}`]),
    ...leftOut.map(({path, why}) => `not in the snapshot, and left as it is now: ${path} (${why})`),
  ]
}

/** Until an upgrade has ended nobody has written but itself. */
function findWritten(root: string, {pieces, folders}: Snapshot): readonly string[] {
  const ended = findEnd(posix.join(root, sourcePlaces.runRecord))
  if (ended === undefined) return []
  const inFolders = folders
    .filter(({fresh}) => fresh === 'goes')
    .flatMap(({path, names}) =>
      namesIn(posix.join(root, path))
        .filter(name => !names.includes(name))
        .map(name => posix.join(path, name)),
    )
  return [...pieces.map(({path}) => path), ...inFolders].flatMap(path =>
    [...filesBelow(root, path)].filter(([, stats]) => isLater(stats, ended)).map(([at]) => at),
  )
}

/** When an upgrade has succeeded: the record of its run is not written any more then. */
function findEnd(record: string): bigint | undefined {
  try {
    if (parseRunRecord(readFileSync(record, 'utf8'))?.outcome !== 'success') return undefined
    return statSync(record, {bigint: true}).mtimeNs
  } catch {
    return undefined
  }
}

/** A file that is made keeps the time of what is written to it, and one that is replaced is made anew. */
const isLater = ({mtimeNs, birthtimeNs}: BigIntStats, moment: bigint) =>
  mtimeNs > moment || birthtimeNs > moment

function* filesBelow(root: string, path: string): Generator<[string, BigIntStats]> {
  const stats = lstatSync(posix.join(root, path), {bigint: true, throwIfNoEntry: false})
  if (stats?.isFile()) yield [path, stats]
  if (!stats?.isDirectory()) return
  for (const name of namesIn(posix.join(root, path)))
    yield* filesBelow(root, posix.join(path, name))
}
