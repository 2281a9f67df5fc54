import {readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {isWithin} from '@livemode/host'
// As in facts.ts.
import * as z from 'zod/mini'
import {sourcePlaces} from '../../tables/places.ts'
import {freshChoices} from '../../tables/snapshot-places.ts'
import {snapshotKindIds} from './kinds/ids.ts'

const path = z.string().check(z.startsWith('/'))

/** What goes back by one rename: the copy is told from what has taken its place by its inode. */
const pieceSchema = z.object({path, inode: z.string()})

/** A folder that goes back by its children, for something in it stays where it is. */
const folderSchema = z.object({
  path,
  /** All that was in it. */
  names: z.array(z.string()),
  /** What becomes of what is new in it. */
  fresh: z.enum(freshChoices),
  mode: z.int(),
  uid: z.int(),
  gid: z.int(),
  /** Seconds with nanoseconds behind the point, for touch(1). */
  modified: z.string(),
})

/** What of a disk a boot loader is in, and no file system. */
const sectorsSchema = z.object({
  /** A file in the snapshot's folder on the root file system. */
  file: z.string(),
  /** What lasts of the disk: where its first partition begins, and what kind of table it has. */
  disk: z.string(),
  offset: z.int(),
  bytes: z.int(),
})

const snapshotSchema = z.object({
  version: z.literal(1),
  /** The installation whose upgrade can be taken back by it. */
  installation: z.string(),
  kind: z.enum(snapshotKindIds),
  /** The pretty name of what it is a snapshot of, see os-release(5). */
  source: z.string(),
  /** The places where file systems of the source have a part of it. */
  tops: z.array(path),
  /** In the order in which they go back. */
  pieces: z.array(pieceSchema),
  folders: z.array(folderSchema),
  /** What stays as it is: livemode's own places. */
  own: z.array(path),
  /** File systems without links, whose files lie on the root's, in folders of these names. */
  elsewhere: z.array(z.object({path, folder: z.string()})),
  sectors: z.array(sectorsSchema),
  /** Variables of the firmware, `NAME-GUID`, with their attributes and content in base64. */
  variables: z.record(z.string(), z.string()),
  /** What is not in it although an upgrade could write to it, and why, a few words. */
  leftOut: z.array(z.object({path, why: z.string()})),
})

/** What the source was before its upgrade, and where that is kept: written when all of it is on the disk. */
export type Snapshot = Readonly<z.output<typeof snapshotSchema>>
export type SnapshotPiece = Readonly<z.output<typeof pieceSchema>>
export type SnapshotFolder = Readonly<z.output<typeof folderSchema>>
export type Sectors = Readonly<z.output<typeof sectorsSchema>>

/** Where a snapshot's own files lie, as a path of the source. */
export const ownFile = (name: string): string => posix.join(sourcePlaces.snapshot, name)

/** Its mark, which is there when it is whole. */
export const manifestFile = ownFile('snapshot.json')

/** The folder of a snapshot on the file system that is mounted at a place. */
export const folderAt = (top: string): string => posix.join(top, sourcePlaces.snapshot)

/** The deepest of the places that a path is at, or below. */
export const topOf = (tops: readonly string[], path: string): string =>
  tops
    .filter(top => isWithin(path, top))
    .reduce((best, top) => (top.length > best.length ? top : best), '/')

/** Where what belongs to a path is kept, or what has taken its place is put aside, as a path of the source. */
export function keptAt(
  tops: readonly string[],
  {path, side}: {readonly path: string; readonly side: 'before' | 'after'},
): string {
  const top = topOf(tops, path)
  return posix.join(folderAt(top), side, posix.relative(top, path))
}

/** Reads the snapshot of the source whose root is in a folder; undefined where there is none that is whole. */
export function readSnapshot(root: string): Snapshot | undefined {
  try {
    const text = readFileSync(posix.join(root, manifestFile), 'utf8')
    return snapshotSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const renderSnapshot = (snapshot: Snapshot): string => `${JSON.stringify(snapshot)}\n`
