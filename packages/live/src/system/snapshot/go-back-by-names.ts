import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import {posix} from 'node:path'
import {isWithin} from '@livemode/host'
import {places, sourcePlaces} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'
import type {Taken} from './kinds/kind.ts'
import {keptAt, type SnapshotFolder, type SnapshotPiece} from './manifest.ts'
import {runLong} from './program.ts'

/** What the boot loader reads goes back last. */
const bootPlaces = ['/boot', '/efi']

const isOfStep = (path: string, step: 'system' | 'boot') =>
  bootPlaces.some(place => isWithin(path, place)) === (step === 'boot')

/**
 * Has what was there before be in its place again, and what has come since aside. Each piece changes places in one step, so
 * that this can be cut off anywhere, and be done again.
 */
export async function goBackByNames(
  live: LiveSystem,
  {tops, pieces, folders, own}: Pick<Taken, 'tops' | 'pieces' | 'folders' | 'own'>,
  step: 'system' | 'boot',
): Promise<void> {
  const {root} = live.source
  for (const folder of folders)
    if (isOfStep(folder.path, step)) putNewAside(root, {tops, own, folder})
  for (const piece of pieces) if (isOfStep(piece.path, step)) await goBackPiece(live, {tops, piece})
}

async function goBackPiece(
  live: LiveSystem,
  {tops, piece: {path, inode}}: {tops: readonly string[]; piece: SnapshotPiece},
): Promise<void> {
  const {root} = live.source
  const place = posix.join(root, path)
  const kept = posix.join(root, keptAt(tops, {path, side: 'before'}))
  const present = lstatSync(place, {bigint: true, throwIfNoEntry: false})
  if (String(present?.ino) === inode) return
  mkdirSync(posix.dirname(place), {recursive: true})
  if (present === undefined) renameSync(kept, place)
  else await exchange(live, place, kept)
}

async function exchange(live: LiveSystem, place: string, kept: string): Promise<void> {
  const argv = ['sh', live.path(`${places.library}/exchange`), place, kept]
  try {
    await runLong(live, argv)
  } catch {
    // One that must not be changed must not be renamed either.
    live.run(['chattr', '-f', '-i', '-a', place, kept])
    await runLong(live, argv)
  }
}

/** Of a folder whose new names stay, what holds nothing goes: links, and empty folders, as packages bring them. */
function putNewAside(
  root: string,
  {tops, own, folder}: Pick<Taken, 'tops' | 'own'> & {readonly folder: SnapshotFolder},
): void {
  const {path, names, fresh} = folder
  const place = posix.join(root, path)
  if (fresh === 'stays' || !existsSync(place)) return
  const stays = [...names, posix.basename(sourcePlaces.snapshot)]
  for (const name of readdirSync(place)) {
    const child = posix.join(path, name)
    if (stays.includes(name) || own.some(one => isWithin(one, child))) continue
    if (fresh === 'stays-with-content' && holdsSomething(posix.join(root, child))) continue
    const aside = posix.join(root, keptAt(tops, {path: child, side: 'after'}))
    mkdirSync(posix.dirname(aside), {recursive: true, mode: 0o700})
    rmSync(aside, {recursive: true, force: true})
    renameSync(posix.join(root, child), aside)
  }
}

function holdsSomething(path: string): boolean {
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return false
  return stats.isDirectory() ? readdirSync(path).length > 0 : stats.size > 0
}

/** Gives the folders that have stayed their modes, owners and times. */
export async function mendFolders(
  live: LiveSystem,
  {folders}: Pick<Taken, 'folders'>,
): Promise<void> {
  for (const {path, mode, uid, gid, modified} of folders) {
    const place = posix.join(live.source.root, path)
    const stats = lstatSync(place, {throwIfNoEntry: false})
    if (stats === undefined) continue
    if (stats.uid !== uid || stats.gid !== gid) chownSync(place, uid, gid)
    if ((stats.mode & 0o7777) !== mode) chmodSync(place, mode)
    await runLong(live, ['touch', '--no-create', `--date=@${modified}`, place])
  }
}
