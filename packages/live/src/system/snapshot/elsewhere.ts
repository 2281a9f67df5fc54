import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs'
import {posix} from 'node:path'
import type {LiveSystem} from '../live-system.ts'
import type {Taken} from './kinds/kind.ts'
import {ownFile} from './manifest.ts'
import {runLong} from './program.ts'

/** Copies file systems that have no links, as the EFI system partition, to the root's. */
export async function holdElsewhere(
  live: LiveSystem,
  places: readonly {readonly path: string}[],
): Promise<Taken['elsewhere']> {
  const {root} = live.source
  const held: {path: string; folder: string}[] = []
  for (const [index, {path}] of places.entries()) {
    const folder = ownFile(`elsewhere-${index}`)
    mkdirSync(posix.join(root, folder), {recursive: true, mode: 0o700})
    await runLong(live, [
      ...['cp', '--recursive', '--preserve=timestamps'],
      ...['--target-directory', posix.join(root, folder), '--', `${posix.join(root, path)}/.`],
    ])
    held.push({path, folder})
  }
  return held
}

/** Writes back what differs there, a file at a time, and takes away what has come since. */
export function goBackElsewhere(live: LiveSystem, {elsewhere}: Pick<Taken, 'elsewhere'>): void {
  const {root} = live.source
  for (const {path, folder} of elsewhere)
    makeEqual(posix.join(root, folder), posix.join(root, path))
}

function makeEqual(kept: string, place: string): void {
  for (const name of readdirSync(place))
    if (!existsSync(posix.join(kept, name)))
      rmSync(posix.join(place, name), {recursive: true, force: true})
  for (const name of readdirSync(kept)) {
    const [from, to] = [posix.join(kept, name), posix.join(place, name)]
    if (lstatSync(from).isDirectory()) {
      mkdirSync(to, {recursive: true})
      makeEqual(from, to)
    } else if (!isEqual(from, to)) replaceFile(from, to)
  }
}

const isEqual = (one: string, other: string): boolean =>
  existsSync(other) && readFileSync(one).equals(readFileSync(other))

function replaceFile(from: string, to: string): void {
  const part = `${to}.new`
  copyFileSync(from, part)
  const file = openSync(part, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const {atime, mtime} = lstatSync(from)
  utimesSync(part, atime, mtime)
  renameSync(part, to)
}
