import {open, readdir, rename, rm, stat, statfs, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {performance} from 'node:perf_hooks'
import {
  assertSpace,
  fetchedName,
  type InstalledFile,
  missingFolders,
  noteFetched,
  readRecord,
} from '@livemode/bootentry'
import {LivemodeError, naming} from '@livemode/config'
import {assertOwn, lockPlace, readWholeFile} from '@livemode/host'
import {
  type ArtifactName,
  ensureFolder,
  isIntact,
  manifestName,
  signatureName,
} from '@livemode/image'
import type {Progress} from '../progress.ts'
import {megabytes} from '../report/sizes.ts'
import {renderTransfer} from '../transfer.ts'
import type {Offer} from './offer.ts'
import {bytesOf, fetchPart, type Part} from './part.ts'

export interface TakeOptions {
  /** The folder that the artifacts go to. */
  readonly out: string
  /** Those that are wanted. */
  readonly names: readonly ArtifactName[]
  /** What is put elsewhere afterwards, of them and besides: there has to be room for that, too. */
  readonly installed?: readonly InstalledFile[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly progress: Progress
}

const suffix = '.part'

/** Its checksum is in its name: what has come of one build is nothing of another. */
const partName = (name: string, sha256: string) => `.${name}.${sha256.slice(0, 16)}${suffix}`

const isPart = (name: string) => /^\..+\.[0-9a-f]{16}\.part$/.test(name)

/**
 * Takes artifacts into a folder: what is not there yet comes into parts, which the next run goes on with, and gets its name
 * when all are whole and verified, the manifest at last. It is noted there what has come, see `noteFetched`: what was there
 * already is somebody else's.
 *
 * Throws `BUSY`, `FETCH_FAILED`, and `NO_SPACE` before anything is fetched.
 */
export async function takeArtifacts(offer: Offer, options: TakeOptions): Promise<void> {
  const {out, environment, signal, progress} = options
  const made = await missingFolders(out)
  await ensureFolder(out)
  await using _ = await lockPlace(out, {environment, busy: anotherAtWork(out)})
  const parts = await planParts(offer, options)
  await removeOtherParts(out, parts)
  const written = [...parts.map(({path}) => basename(path)), ...smallNames.map(smallPart)]
  await assertOwn(out, [...written, fetchedName])
  await assertFits(parts, options)
  if (made.length > 0) await noteFetched(out, {folders: made})
  const totalBytes = sum(parts.map(({expected}) => expected.size))
  if (parts.length > 0) {
    await progress.step('Fetching the artifacts', async log => {
      let bytes = sum(await Promise.all(parts.map(bytesOf)))
      const begunBytes = bytes
      const start = performance.now()
      const onBytes = (more: number) => {
        bytes += more
        const seconds = (performance.now() - start) / 1000
        log(renderTransfer({bytes: Math.min(bytes, totalBytes), totalBytes, begunBytes, seconds}))
      }
      for (const part of parts) await fetchPart(part, {source: offer.source, signal, onBytes})
    })
  }
  await place(offer, {out, parts})
}

const anotherAtWork = (out: string) =>
  new LivemodeError('BUSY', `another livemode builds or fetches into ${out}`, {
    hint: 'wait until it has ended, or name another folder with --out',
  })

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** Those that are there already, to the byte, stay. */
async function planParts({manifest}: Offer, {out, names}: TakeOptions): Promise<readonly Part[]> {
  const parts: Part[] = []
  for (const name of names) {
    const expected = manifest.artifacts[name]
    if (expected === undefined || (await isIntact(out, {manifest, name}))) continue
    parts.push({name, expected, path: join(out, partName(name, expected.sha256))})
  }
  return parts
}

async function removeOtherParts(out: string, parts: readonly Part[]): Promise<void> {
  for (const name of await readdir(out)) {
    const path = join(out, name)
    if (isPart(name) && !parts.some(part => part.path === path)) await rm(path, {force: true})
  }
}

async function assertFits(
  parts: readonly Part[],
  {out, installed = []}: Pick<TakeOptions, 'out' | 'installed'>,
): Promise<void> {
  const needed = sum(
    await Promise.all(parts.map(async one => one.expected.size - (await bytesOf(one)))),
  )
  const {bavail, bsize} = await statfs(out)
  if (bavail * bsize < needed) {
    throw new LivemodeError(
      'NO_SPACE',
      `the artifacts need ${megabytes(needed)} more in ${out}, where ${megabytes(bavail * bsize)} are free`,
    )
  }
  const fetched = {to: join(out, 'artifacts'), size: needed, group: `what is fetched into ${out}`}
  const copied = installed.filter(({from, to}) => from !== to)
  await assertSpace([...(needed > 0 ? [fetched] : []), ...copied], await readRecord())
}

const smallNames = [signatureName, manifestName] as const

const smallPart = (name: string) => `.${name}${suffix}`

/** An older manifest goes before what it is about is replaced: there is none of half of them. */
async function place(
  {files}: Offer,
  {out, parts}: {out: string; parts: readonly Part[]},
): Promise<void> {
  const contents = {[manifestName]: files.manifest, [signatureName]: files.signature}
  const renamed = parts.map(({name, path}) => ({name, path}))
  for (const name of smallNames) {
    const path = join(out, name)
    const content = contents[name]
    if (content === undefined) await rm(path, {force: true})
    else if (parts.length > 0 || !(await readWholeFile(path))?.equals(content)) {
      renamed.push({name, path: await writeSmallPart(path, content)})
    }
  }
  if (renamed.length === 0) return
  const times = renamed.map(async ({name, path}) => [name, (await stat(path)).mtimeMs] as const)
  await noteFetched(out, {files: Object.fromEntries(await Promise.all(times))})
  if (parts.length > 0) for (const name of smallNames) await rm(join(out, name), {force: true})
  for (const {name, path} of renamed) await rename(path, join(out, name))
  await using folder = await open(out)
  await folder.sync()
}

async function writeSmallPart(path: string, content: Buffer): Promise<string> {
  const part = join(dirname(path), smallPart(basename(path)))
  await naming(path, writeFile(part, content, {mode: 0o600, flush: true}))
  return part
}
