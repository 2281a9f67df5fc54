import {createHash, randomUUID} from 'node:crypto'
import {mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {
  type Finding,
  type KeptFiles,
  LivemodeError,
  naming,
  type UpgradeTransaction,
  upgradeTransaction,
} from '@livemode/config'
import type {Container} from '@livemode/container'
import {readWholeFile} from '@livemode/host'
import {transactionFile} from '@livemode/live'
import type {ArchiveRepository} from '@livemode/userspace'
import {type RpmSource, removeRpmSource, writeRpmSource} from './dnf/rpm-source.ts'
import {removeKeptFiles, writeKeptFiles} from './file-conflicts/kept-files.ts'
import {readFindings, removeFindings, writeFindings} from './findings-file.ts'
import type {PlacedIndex} from './mirror.ts'
import {packagesFolder, writeBeside} from './packages-folder.ts'

const prefix = '.incomplete-'

const transactionFiles = (out: string) => [
  join(packagesFolder(out), transactionFile),
  join(out, 'messages/UpgradeTransaction.json'),
]

/** A transaction as it lies in the folder of its packages. */
export interface ResolvedTransaction {
  readonly transaction: UpgradeTransaction
  /** The size and checksum of its file. */
  readonly bytes: number
  readonly sha256: string
  /** What was found while it was made, and in its packages. */
  readonly findings: readonly Finding[]
}

/**
 * The transaction that was resolved into a folder; undefined when there is none.
 *
 * Throws `USAGE` when what is there is something else.
 */
export async function readTransaction(out: string): Promise<ResolvedTransaction | undefined> {
  const [file = ''] = transactionFiles(out)
  const content = await readWholeFile(file)
  if (content === undefined) return undefined
  const sha256 = createHash('sha256').update(content).digest('hex')
  try {
    const transaction = upgradeTransaction.parse(JSON.parse(content.toString('utf8')))
    return {transaction, bytes: content.length, sha256, findings: await readFindings(out, sha256)}
  } catch (error) {
    throw notOne(file, error)
  }
}

const notOne = (file: string, cause: unknown) =>
  new LivemodeError('USAGE', `${file} is no transaction of this version of livemode`, {
    hint: 'livemode resolve makes it anew',
    cause,
  })

/** What of a repository's folder is no package. */
const indexFolders = {
  apt: ['dists'],
  dnf: ['repodata', 'keys'],
} as const satisfies Record<UpgradeTransaction['packageManager'], readonly string[]>

/** The indexes of a plan on their way from the container into the folder of the packages. */
export class IncomingIndexes {
  readonly #out: string
  readonly #incomplete: string

  private constructor(out: string) {
    this.#out = out
    this.#incomplete = join(packagesFolder(out), `${prefix}${randomUUID().slice(0, 8)}`)
  }

  /** Makes room beside what is there, and takes away what a killed run has left. */
  static async open(out: string): Promise<IncomingIndexes> {
    const folder = packagesFolder(out)
    await mkdir(folder, {recursive: true})
    const leftovers = (await readdir(folder)).filter(name => name.startsWith(prefix))
    for (const name of leftovers) await rm(join(folder, name), {recursive: true, force: true})
    const incoming = new IncomingIndexes(out)
    await mkdir(incoming.#incomplete)
    return incoming
  }

  /**
   * Takes the indexes out of the container; gives them with their checksums.
   *
   * Throws `MIRROR_INCOMPLETE` with the one that apt has not fetched.
   */
  async take(
    container: Container,
    placed: readonly PlacedIndex[],
  ): Promise<UpgradeTransaction['indexes']> {
    const taken: UpgradeTransaction['indexes'] = []
    for (const {file, path} of placed) {
      const destination = join(this.#incomplete, path)
      await mkdir(dirname(destination), {recursive: true})
      const {size: bytes, sha256} = await container
        .copyFileTo(file, destination)
        .catch(cause => Promise.reject(missing(path, cause)))
      taken.push({path, bytes, sha256})
    }
    return taken
  }

  /** Puts the keys of repositories that are not the target's own beside their indexes; gives them likewise. */
  async putKeyrings(
    repositories: readonly ArchiveRepository[],
  ): Promise<UpgradeTransaction['indexes']> {
    return this.put(
      new Map(
        repositories.flatMap(({signedBy, keyring}) => (keyring ? [[signedBy, keyring]] : [])),
      ),
    )
  }

  /** Puts files of this machine beside the indexes; gives them likewise. */
  async put(files: ReadonlyMap<string, Buffer>): Promise<UpgradeTransaction['indexes']> {
    for (const [path, content] of files) {
      const destination = join(this.#incomplete, path)
      await mkdir(dirname(destination), {recursive: true})
      await naming(destination, writeFile(destination, content, {flush: true}))
    }
    return [...files].map(([path, content]) => ({
      path,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    }))
  }

  /** Puts the indexes of the transaction in the place of earlier ones, what was found to it, and itself last. */
  async complete(
    transaction: UpgradeTransaction,
    {
      findings,
      keptFiles,
      rpmSource,
    }: {findings: readonly Finding[]; keptFiles: KeptFiles; rpmSource?: RpmSource},
  ): Promise<void> {
    await removeTransaction(this.#out)
    const folder = packagesFolder(this.#out)
    const repositories = transaction.repositories.map(one => one.folder)
    for (const name of new Set(repositories)) {
      for (const part of indexFolders[transaction.packageManager]) {
        const place = join(folder, name, part)
        await rm(place, {recursive: true, force: true})
        await mkdir(dirname(place), {recursive: true})
        await rename(join(this.#incomplete, name, part), place)
      }
    }
    const text = `${JSON.stringify(transaction, undefined, 2)}\n`
    const transactionSha256 = createHash('sha256').update(text).digest('hex')
    await writeKeptFiles(this.#out, keptFiles)
    if (rpmSource !== undefined) await writeRpmSource(this.#out, rpmSource)
    await writeFindings(this.#out, {transactionSha256, resolve: [...findings]})
    for (const path of transactionFiles(this.#out)) {
      await mkdir(dirname(path), {recursive: true})
      await writeBeside(path, text)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#incomplete, {recursive: true, force: true})
  }
}

/** Takes away that a transaction was resolved; its packages stay, for the next one may need them. */
export async function removeTransaction(out: string): Promise<void> {
  for (const path of transactionFiles(out).toReversed()) await rm(path, {force: true})
  await removeFindings(out)
  await removeKeptFiles(out)
  await removeRpmSource(out)
}

const missing = (path: string, cause: unknown) =>
  new LivemodeError('MIRROR_INCOMPLETE', `the mirror has not given the index ${path}`, {cause})
