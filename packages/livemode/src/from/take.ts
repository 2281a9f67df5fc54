import {open, readdir, rename, rm, statfs, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {performance} from 'node:perf_hooks'
import {missingFolders} from '@livemode/bootentry'
import {LivemodeError, naming} from '@livemode/config'
import {assertOwn, lockPlace} from '@livemode/host'
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
 * when all are whole and verified, the manifest at last. Gives the files that are there because of it,
 * and the folders that were made for them.
 *
 * Throws `BUSY`, `FETCH_FAILED`, and `NO_SPACE` before anything is fetched.
 */
export async function takeArtifacts(
  offer: Offer,
  options: TakeOptions,
): Promise<readonly string[]> {
  const {out, environment, signal, progress} = options
  const made = await missingFolders(out)
  await ensureFolder(out)
  await using _ = await lockPlace(out, {environment, busy: anotherAtWork(out)})
  const isOurs = await hasPartsOnly(out)
  const parts = await planParts(offer, options)
  await removeOtherParts(out, parts)
  await assertOwn(out, [...parts.map(({path}) => path.slice(out.length + 1)), ...smallParts])
  await assertFits(out, parts)
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
  const names = [...options.names, manifestName, ...(offer.files.signature ? [signatureName] : [])]
  const folders = made.length === 0 && isOurs ? [out] : made
  return [...names.map(name => join(out, name)), ...folders]
}

/** Whether an earlier run has made a folder, and has come no further. */
async function hasPartsOnly(out: string): Promise<boolean> {
  const names = await readdir(out)
  return names.length > 0 && names.every(isPart)
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

async function assertFits(out: string, parts: readonly Part[]): Promise<void> {
  const needed = sum(
    await Promise.all(parts.map(async one => one.expected.size - (await bytesOf(one)))),
  )
  const {bavail, bsize} = await statfs(out)
  if (bavail * bsize >= needed) return
  throw new LivemodeError(
    'NO_SPACE',
    `the artifacts need ${megabytes(needed)} more in ${out}, where ${megabytes(bavail * bsize)} are free`,
  )
}

const smallParts = [manifestName, signatureName].map(name => `.${name}${suffix}`)

/** An older manifest goes before what it is about is replaced: there is none of half of them. */
async function place(
  {files}: Offer,
  {out, parts}: {out: string; parts: readonly Part[]},
): Promise<void> {
  if (parts.length > 0)
    for (const name of [manifestName, signatureName]) await rm(join(out, name), {force: true})
  for (const {name, path} of parts) await rename(path, join(out, name))
  if (files.signature) await putSmall(join(out, signatureName), files.signature)
  else await rm(join(out, signatureName), {force: true})
  await putSmall(join(out, manifestName), files.manifest)
  await using folder = await open(out)
  await folder.sync()
}

async function putSmall(path: string, content: Buffer): Promise<void> {
  const part = join(dirname(path), `.${path.slice(dirname(path).length + 1)}${suffix}`)
  await naming(path, writeFile(part, content, {mode: 0o600, flush: true}))
  await rename(part, path)
}
