import {lstatSync, readdirSync, statfsSync} from 'node:fs'
import {posix} from 'node:path'
import {isWithin, type Mount} from '@livemode/host'
import {isNeeded} from '../../tables/needed-places.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {
  type Holding,
  mostCopiedBytes,
  type SnapshotPlace,
  snapshotPlaces,
} from '../../tables/snapshot-places.ts'
import {type FoundFile, measure} from './found-files.ts'
import {type SnapshotFolder, topOf} from './manifest.ts'

/** Something that goes back by one rename. */
export interface FoundPiece {
  readonly path: string
  readonly holding: Holding
  /** What it takes at the most, when all that it holds has been replaced. */
  readonly bytes: number
  readonly files: readonly FoundFile[]
}

/** What an upgrade writes to, as a snapshot holds it. */
export interface Scan {
  /** Where the source has file systems of its own, its root among them. */
  readonly tops: readonly string[]
  readonly pieces: readonly FoundPiece[]
  readonly folders: readonly SnapshotFolder[]
  /** Where file systems are that have no links, and what is in use of them. */
  readonly elsewhere: readonly {readonly path: string; readonly bytes: number}[]
  readonly leftOut: readonly {readonly path: string; readonly why: string}[]
}

interface ScanInput {
  /** Where the source's root is. */
  readonly root: string
  /** What is mounted in the live system. */
  readonly mounts: readonly Pick<Mount, 'target' | 'fstype'>[]
  /** What stays as it is: livemode's own places. */
  readonly own: readonly string[]
  /** Whether the file system at a place of the source copies without taking room. */
  readonly isShared: (top: string) => boolean
}

/** What belongs to a file system, and not to what is in it. */
const ofFileSystem = [posix.basename(sourcePlaces.snapshot), 'lost+found']

/** File systems that have neither links nor owners, as the firmware reads them. */
const plainFileSystems = ['vfat', 'msdos']

/** Looks through what an upgrade writes to, and decides what goes back as a whole. */
export function scanSource({root, mounts, own, isShared}: ScanInput): Scan {
  const fileSystems = new Map(
    mounts
      .filter(({target}) => isWithin(target, root))
      .map(({target, fstype}) => [posix.join('/', posix.relative(root, target)), fstype] as const),
  )
  // What is mounted may be hidden by another mount, or be of another namespace.
  const tops = [...fileSystems.keys()].filter(path => !isNeeded(path) || isThere(root, path))
  // As they are before a snapshot has a folder in them.
  const asTheyAre = new Map(
    tops.filter(isNeeded).map(path => [path, describeFolder(root, path)] as const),
  )
  const stops = [...own, ...tops]
  const pieces: FoundPiece[] = []
  const folders: SnapshotFolder[] = []
  const elsewhere: {path: string; bytes: number}[] = []
  const leftOut: {path: string; why: string}[] = []
  const statOf = (path: string) => lstatSync(posix.join(root, path), {bigint: true})

  function visit(path: string, {place, top}: {place: SnapshotPlace; top: string}): void {
    if (own.includes(path) || ofFileSystem.includes(posix.basename(path))) return
    const fstype = fileSystems.get(path)
    if (fstype !== undefined && plainFileSystems.includes(fstype)) {
      const {blocks, bfree, bsize} = statfsSync(posix.join(root, path))
      elsewhere.push({path, bytes: (blocks - bfree) * bsize})
      return
    }
    // What packages do not need is somebody's data.
    if (fstype !== undefined && !isNeeded(path)) {
      leftOut.push({path, why: 'a file system of its own'})
      return
    }
    const here = fstype === undefined ? top : path
    const isLimited = place.holding === 'copy' && !isNeeded(path) && !isShared(here)
    const most = isLimited ? mostCopiedBytes : undefined
    const isStopped = stops.some(stop => stop !== path && isWithin(stop, path))
    if (isNeeded(path) && (isStopped || fstype !== undefined) && statOf(path).isDirectory()) {
      open(path, {place, top: here})
      return
    }
    const {bytes, files, borders} = measure(root, path, most)
    if (borders.includes(path)) leftOut.push({path, why: 'a file system of its own'})
    else if (bytes > (most ?? Number.POSITIVE_INFINITY))
      leftOut.push({
        path,
        why: `more than ${mostCopiedBytes / 1e6} MB that the upgrade does not need`,
      })
    else if (isStopped || borders.length > 0) open(path, {place, top: here})
    else
      pieces.push({
        path,
        holding: place.holding,
        bytes,
        files: place.holding === 'link' ? files : [],
      })
  }

  /** Takes a folder by its children. */
  function open(path: string, {place, top}: {place: SnapshotPlace; top: string}): void {
    const names = readdirSync(posix.join(root, path)).toSorted()
    const fresh = path === place.path ? (place.fresh ?? 'goes') : 'goes'
    folders.push({...(asTheyAre.get(path) ?? describeFolder(root, path)), names, fresh})
    for (const name of names) {
      const child = posix.join(path, name)
      if (path !== place.path || isMeant(place, child)) visit(child, {place, top})
    }
  }

  function isMeant(
    {names, withLinks = false, withoutFolders = false}: SnapshotPlace,
    child: string,
  ): boolean {
    if (withLinks && statOf(child).isSymbolicLink()) return true
    if (withoutFolders && statOf(child).isDirectory()) return false
    return names?.test(posix.basename(child)) ?? true
  }

  for (const place of snapshotPlaces) {
    const {path, names} = place
    const link = findLink(root, path)
    if (link !== undefined) leftOut.push({path, why: `${link} is a link`})
    else if (!isThere(root, path)) continue
    else if (names === undefined) visit(path, {place, top: topOf(tops, path)})
    else open(path, {place, top: topOf(tops, path)})
  }
  // What changes its place changes the times of the folder that it is in.
  const others = new Set([...asTheyAre.keys(), ...pieces.map(({path}) => posix.dirname(path))])
  for (const {path} of folders) others.delete(path)
  const around = [...others].map(path => ({
    ...(asTheyAre.get(path) ?? describeFolder(root, path)),
    names: [],
    fresh: 'stays' as const,
  }))
  return {tops, pieces, folders: [...folders, ...around], elsewhere, leftOut}
}

const isThere = (root: string, path: string): boolean =>
  lstatSync(posix.join(root, path), {throwIfNoEntry: false}) !== undefined

function describeFolder(root: string, path: string): Omit<SnapshotFolder, 'names' | 'fresh'> {
  const {mode, uid, gid, mtimeNs} = lstatSync(posix.join(root, path), {bigint: true})
  return {
    path,
    mode: Number(mode & 0o7777n),
    uid: Number(uid),
    gid: Number(gid),
    modified: `${mtimeNs / 1_000_000_000n}.${String(mtimeNs % 1_000_000_000n).padStart(9, '0')}`,
  }
}

/** What of a path of the source is a link; undefined where nothing is. */
const findLink = (root: string, path: string): string | undefined =>
  path
    .split('/')
    .map((_, index, names) => names.slice(0, index + 1).join('/'))
    .find(part => lstatSync(posix.join(root, part), {throwIfNoEntry: false})?.isSymbolicLink())
