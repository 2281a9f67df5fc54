import {rpmFolders} from '@livemode/host'
import type {LiveSystem} from '../../system/live-system.ts'
import {Refusal} from '../engine.ts'

/** The files of each of rpm's formats, the one that holds the packages first. */
export const formats = {
  sqlite: ['rpmdb.sqlite', 'rpmdb.sqlite-wal', 'rpmdb.sqlite-shm'],
  ndb: ['Packages.db', 'Index.db'],
  bdb: [
    'Packages',
    ...['Basenames', 'Conflictname', 'Dirnames', 'Enhancename', 'Filetriggername', 'Group'],
    ...['Installtid', 'Name', 'Obsoletename', 'Providename', 'Recommendname', 'Requirename'],
    ...['Sha1header', 'Sigmd5', 'Suggestname', 'Supplementname', 'Transfiletriggername'],
    ...['Triggername', '.dbenv.lock', '__db.001', '__db.002', '__db.003'],
  ],
} as const

export type Format = keyof typeof formats

/** The formats that a folder of the source has a database in; rpm takes the first of them. */
export const formatsIn = (
  {source}: Pick<LiveSystem, 'source'>,
  folder: string,
): readonly Format[] =>
  (Object.keys(formats) as Format[]).filter(format => source.has(`${folder}/${formats[format][0]}`))

/**
 * The folder of the source's that has rpm's database, by the source's own path, which the live system finds at the same place
 * below the source's root.
 *
 * Throws a `Refusal` where there is none, and where an absolute link leads there: rpm opens it from outside.
 */
export function databaseFolder(live: Pick<LiveSystem, 'source'>): string {
  const {source} = live
  const folder = rpmFolders.find(one => formatsIn(live, one).length > 0)
  if (folder === undefined) throw new Refusal('the source has no database of rpm’s')
  const place = source.resolve(folder)
  const inside = place.slice(source.root.length)
  if (place.startsWith(`${source.root}/`) && source.resolve(inside) === place) return inside
  throw new Refusal(`${folder} of the source leads out of it`)
}
