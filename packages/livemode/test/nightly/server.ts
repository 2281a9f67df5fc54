import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {readTransaction} from '@livemode/transaction'
import {type DebianTarget, targets} from '@livemode/userspace'
import {execa} from 'execa'
import {LiveContainer} from '../live-container.ts'
import {type PreparedUpgrade, prepareUpgradeOf} from '../prepared-upgrade.ts'
import {type Classic, upgradeClassically} from './classic.ts'
import {installServer} from './installed-server.ts'
import {ensureServerRoot} from './server-root.ts'

/** A Debian 12 as a server, on a disk, and what comes of it by a classic upgrade. */
export interface Server extends AsyncDisposable {
  readonly prepared: PreparedUpgrade
  readonly classic: Classic
  /** Starts a live system on a copy of the server's disk; one at a time. */
  readonly start: () => Promise<LiveContainer>
}

const {archive, ...debian13} = targets['debian-13']

/**
 * The release alone: it is the same for months, so that what has been made can be used again, and the same for both
 * architectures on every mirror.
 */
const target: DebianTarget = {
  ...debian13,
  archive: {
    ...archive,
    repositories: archive.repositories.flatMap(repository => {
      const suites = repository.suites.filter(suite => suite === debian13.suite)
      return suites.length === 0 ? [] : [{...repository, suites}]
    }),
  },
}

const diskName = 'disk.img'
const classicName = 'classic.json'

/**
 * Prepares the server. What is made stays for the next run, in a folder by what went in; folders of others go. Without
 * packages to download it takes a minute, and the first time a quarter of an hour.
 */
export async function prepareServer(session: Session): Promise<Server> {
  const log = () => {}
  const root = await ensureServerRoot(session, {log})
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'livemode', 'nightly')
  const out = join(cache, 'out')
  await mkdir(out, {recursive: true})
  const prepared = await prepareUpgradeOf(session, {root, out, target})
  const folder = join(cache, await keyOf(prepared))
  for (const name of await readdir(cache)) {
    const path = join(cache, name)
    if (path !== out && path !== folder) await rm(path, {recursive: true, force: true})
  }
  await mkdir(folder, {recursive: true})
  const disk = join(folder, diskName)
  await ensureFile(disk, part => installServer(prepared, part))
  const copy = join(folder, 'case.img')
  const start = async () => {
    await copyDisk(disk, copy)
    return LiveContainer.start(prepared, {file: copy, isNew: false})
  }
  const classicFile = join(folder, classicName)
  await ensureFile(classicFile, async part => {
    await using live = await start()
    const {state, ...numbers} = await upgradeClassically(live, prepared)
    await writeFile(part, JSON.stringify({...numbers, state: [...state]}))
  })
  const classic = JSON.parse(await readFile(classicFile, 'utf8'))
  return {
    prepared,
    start,
    classic: {...classic, state: new Map(classic.state)},
    [Symbol.asyncDispose]: () => rm(copy, {force: true}),
  }
}

const ingredients = [
  '../source-disk.sh',
  'classic-upgrade.sh',
  'classic.ts',
  'installed-server.ts',
  'system-state.ts',
]

/** What a disk and its classic upgrade are made of. */
async function keyOf({root, out}: PreparedUpgrade): Promise<string> {
  const hash = createHash('sha256').update(root)
  const resolved = await readTransaction(out)
  hash.update(resolved?.sha256 ?? '')
  for (const name of ingredients) hash.update(await readFile(new URL(name, import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

/** By cp(1), for what is not written yet takes no room in the copy either. */
const copyDisk = (from: string, to: string) =>
  execa('cp', ['--reflink=auto', '--sparse=always', from, to])

/** Makes a file that is there only when it is complete. */
async function ensureFile(path: string, make: (part: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return
  const part = `${path}.part`
  await rm(part, {force: true})
  await make(part)
  await rename(part, path)
}
