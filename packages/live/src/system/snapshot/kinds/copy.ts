import {lstatSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {posix} from 'node:path'
import {assertFits} from '../../../engines/payload/room.ts'
import type {LiveSystem} from '../../live-system.ts'
import {goBackElsewhere, holdElsewhere} from '../elsewhere.ts'
import type {FoundFile} from '../found-files.ts'
import {goBackByNames} from '../go-back-by-names.ts'
import {
  findWrittenInPlace,
  isWrittenInPlace,
  linkedFile,
  mendLinked,
  renderLinked,
} from '../linked-files.ts'
import {folderAt, keptAt, topOf} from '../manifest.ts'
import {runOverNames} from '../program.ts'
import {type FoundPiece, type Scan, scanSource} from '../scan.ts'
import type {SnapshotKind, TakeInput, Taken} from './kind.ts'

/**
 * A second tree of the same files beside the first, on each file system: names where package managers replace files, and
 * files of their own where scripts write in place; real copies of all where the file system shares blocks.
 */
export const copy: SnapshotKind = {
  does: 'second names of files that packages replace, and copies of those that scripts write',
  take,
  async goBack(live, taken, step) {
    await goBackByNames(live, taken, step)
    if (step === 'system') mendLinked(live.source.root)
    else goBackElsewhere(live, taken)
  },
  findLost: findWrittenInPlace,
}

async function take(live: LiveSystem, {mounts, own, needs}: TakeInput): Promise<Taken> {
  const {root} = live.source
  const shared = new Map<string, boolean>()
  const isShared = (top: string) => {
    const known = shared.get(top) ?? sharesBlocks(live, top)
    shared.set(top, known)
    return known
  }
  const scan = scanSource({root, mounts, own, isShared})
  const {tops, pieces, folders, elsewhere, leftOut} = scan
  const used = tops.filter(top => pieces.some(({path}) => topOf(tops, path) === top))
  assertFits(live, {what: 'upgrade and snapshot', needs: [...needs, ...needsOf(scan)]})
  holdFolders(live, scan)
  const linked: FoundFile[] = []
  for (const [key, group] of Map.groupBy(pieces, piece => groupOf(piece))) {
    const isLinked = key.startsWith('link') && !isShared(topOf(tops, key.replace(/^\w+ /, '')))
    await holdPieces(live, {tops, pieces: group, isLinked})
    if (isLinked) linked.push(...(await holdWhatIsWritten(live, {tops, pieces: group})))
  }
  writeFileSync(posix.join(root, linkedFile), renderLinked(linked), {mode: 0o600})
  const inodeOf = (path: string) =>
    String(lstatSync(posix.join(root, keptAt(tops, {path, side: 'before'})), {bigint: true}).ino)
  return {
    tops: [...new Set(['/', ...used])],
    pieces: pieces.map(({path}) => ({path, inode: inodeOf(path)})),
    folders: [...folders],
    own: [...own],
    elsewhere: await holdElsewhere(live, elsewhere),
    leftOut: [...leftOut],
  }
}

/** Of one folder, and held in one way. */
const groupOf = ({path, holding}: FoundPiece) => `${holding} ${posix.dirname(path)}`

/** What is held takes its own size at the most: when all of it has been replaced. */
const needsOf = ({pieces, elsewhere}: Scan) => [
  ...pieces.map(({path, bytes}) => ({what: 'the snapshot', path: posix.dirname(path), bytes})),
  ...elsewhere.map(({bytes}) => ({what: 'the snapshot', path: '/', bytes})),
]

/** Whether a file system copies without taking room, tried by one file. */
function sharesBlocks(live: LiveSystem, top: string): boolean {
  const folder = posix.join(live.source.root, folderAt(top))
  mkdirSync(folder, {recursive: true, mode: 0o700})
  const [one, other] = [posix.join(folder, 'one'), posix.join(folder, 'other')]
  writeFileSync(one, 'a file\n')
  const {code} = live.run(['cp', '--reflink=always', one, other])
  for (const path of [one, other]) rmSync(path, {force: true})
  return code === 0
}

/** Makes the folders that what is held lies in. */
function holdFolders(live: LiveSystem, {tops, pieces}: Scan): void {
  const {root} = live.source
  mkdirSync(posix.join(root, folderAt('/')), {recursive: true, mode: 0o700})
  for (const {path} of pieces) {
    const top = posix.join(root, folderAt(topOf(tops, path)))
    mkdirSync(top, {recursive: true, mode: 0o700})
    mkdirSync(posix.dirname(posix.join(root, keptAt(tops, {path, side: 'before'}))), {
      recursive: true,
    })
  }
}

interface Held {
  readonly tops: readonly string[]
  readonly pieces: readonly FoundPiece[]
}

async function holdPieces(
  live: LiveSystem,
  {tops, pieces, isLinked}: Held & {readonly isLinked: boolean},
): Promise<void> {
  const {root} = live.source
  const [first] = pieces
  if (first === undefined) return
  const folder = posix.dirname(posix.join(root, keptAt(tops, {path: first.path, side: 'before'})))
  const how = isLinked ? '--link' : '--reflink=auto'
  const argv = ['cp', '--archive', how, '--target-directory', folder, '--']
  // What cannot be linked, for it must not be changed, is copied below.
  try {
    await runOverNames(
      live,
      argv,
      pieces.map(({path}) => posix.join(root, path)),
    )
  } catch (error) {
    if (!isLinked) throw error
  }
}

/**
 * Makes copies of those linked files that are written in place, that lose their privileges when they are replaced, or that
 * could not be linked. Gives the others.
 */
async function holdWhatIsWritten(
  live: LiveSystem,
  {tops, pieces}: Held,
): Promise<readonly FoundFile[]> {
  const {root} = live.source
  const capable = findCapable(live, pieces)
  const isCopied = (file: FoundFile) => {
    const kept = lstatSync(posix.join(root, keptAt(tops, {path: file.path, side: 'before'})), {
      bigint: true,
      throwIfNoEntry: false,
    })
    return kept?.ino !== file.stats.ino || isWrittenInPlace(file) || capable.has(file.path)
  }
  const {copied = [], linked = []} = Object.groupBy(
    pieces.flatMap(({files}) => files),
    file => (isCopied(file) ? 'copied' : 'linked'),
  )
  for (const [top, files] of Map.groupBy(copied, ({path}) => topOf(tops, path))) {
    const [from, to] = [posix.join(root, top), posix.join(root, folderAt(top), 'before')]
    const names = files.map(({path}) => posix.relative(top, path))
    await runOverNames(
      live,
      [
        ...['env', `--chdir=${from}`, 'cp', '--archive', '--parents', '--remove-destination'],
        ...['--target-directory', to, '--'],
      ],
      names,
    )
    const folders = new Set(names.map(name => posix.dirname(name)))
    await runOverNames(live, ['sh', '-c', sameTimes, 'sh', from, to], [...folders])
  }
  return linked
}

/** Gives the folders of a second tree the times that those of the first have. */
const sameTimes = 'from=$1 to=$2; shift 2; for name; do touch -r "$from/$name" "$to/$name"; done'

/** The files with capabilities, which rpm takes from what it replaces: none where there is no program that tells. */
function findCapable(live: LiveSystem, pieces: readonly FoundPiece[]): ReadonlySet<string> {
  const {root} = live.source
  const places = pieces
    .filter(({files}) => files.length > 0)
    .map(({path}) => posix.join(root, path))
  const {stdout} = live.run(['getcap', '-r', ...places])
  return new Set(
    stdout.split('\n').flatMap(line => {
      const [, path] = /^(\/.*?) (?:= )?cap_\S+$/.exec(line) ?? []
      return path === undefined ? [] : [posix.join('/', posix.relative(root, path))]
    }),
  )
}
