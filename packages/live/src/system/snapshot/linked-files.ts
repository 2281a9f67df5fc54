import {type BigIntStats, chmodSync, chownSync, lstatSync, readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {isWithin} from '@livemode/host'
import {writtenInPlace} from '../../tables/snapshot-places.ts'
import type {FoundFile} from './found-files.ts'
import {keptAt, ownFile, type Snapshot} from './manifest.ts'

/** Where a snapshot has what is true of the files that it shares with the source. */
export const linkedFile = ownFile('linked')

/** The bits that package managers take from a file before they replace it, so that no second name of it is of use. */
const privileges = 0o7000n

/** Whether a file had better be a file of its own: it may be written in place, or lose its privileges when it is replaced. */
export const isWrittenInPlace = ({path, stats: {mode, size}}: FoundFile): boolean =>
  (mode & privileges) !== 0n ||
  (size <= writtenInPlace.mostBytes &&
    isWithin(path, writtenInPlace.below) &&
    !writtenInPlace.notBelow.some(folder => isWithin(path, folder)))

const described = ({size, mtimeNs, mode, uid, gid}: BigIntStats) =>
  [size, mtimeNs, mode, uid, gid].join(' ')

/** The text that says what is true of files. */
export const renderLinked = (files: readonly FoundFile[]): string =>
  files.map(({path, stats}) => `${described(stats)} ${path}\0`).join('')

/**
 * The shared files that have been changed in place since: their paths on the source. What was changed of their owners and
 * modes alone is not among them: `mendLinked` takes it back.
 */
export function findWrittenInPlace(
  root: string,
  {tops}: Pick<Snapshot, 'tops'>,
): readonly string[] {
  return readLinked(root).flatMap(({path, size, mtime}) => {
    const stats = statKept(root, tops, path)
    const isSame = stats !== undefined && `${stats.size} ${stats.mtimeNs}` === `${size} ${mtime}`
    return isSame ? [] : [path]
  })
}

/** Gives the shared files that have gone back their owners and modes. */
export function mendLinked(root: string): void {
  for (const {path, mode, uid, gid} of readLinked(root)) {
    const place = posix.join(root, path)
    const stats = lstatSync(place, {bigint: true, throwIfNoEntry: false})
    if (stats === undefined || !stats.isFile()) continue
    if (`${stats.uid} ${stats.gid}` !== `${uid} ${gid}`) chownSync(place, Number(uid), Number(gid))
    if (String(stats.mode) !== mode) chmodSync(place, Number(mode) & 0o7777)
  }
}

interface LinkedFile {
  readonly path: string
  readonly size: string
  readonly mtime: string
  readonly mode: string
  readonly uid: string
  readonly gid: string
}

function readLinked(root: string): readonly LinkedFile[] {
  const text = readFileSync(posix.join(root, linkedFile), 'utf8')
  return text
    .split('\0')
    .filter(line => line !== '')
    .map(line => {
      const [size = '', mtime = '', mode = '', uid = '', gid = '', ...path] = line.split(' ')
      return {size, mtime, mode, uid, gid, path: path.join(' ')}
    })
}

/** In the copy, or where that has gone back to already. */
function statKept(root: string, tops: readonly string[], path: string): BigIntStats | undefined {
  const options = {bigint: true, throwIfNoEntry: false} as const
  return (
    lstatSync(posix.join(root, keptAt(tops, {path, side: 'before'})), options) ??
    lstatSync(posix.join(root, path), options)
  )
}
