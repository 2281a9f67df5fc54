import {mkdir, open, rename, rm, statfs} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {LivemodeError, naming, type UpgradeTransaction} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {
  type Access,
  AptRunner,
  containerOptions,
  directAccess,
  type PackageSources,
} from '@livemode/userspace'
import {type Archive, isIntact, sizeOf} from './archive-files.ts'
import {assertSigned} from './dnf/signatures.ts'
import {downloadFailed, fetchRest, isFinal} from './fetch.ts'
import {uriOf} from './mirror.ts'
import {packagesFolder} from './packages-folder.ts'

/** How far a download has come; what was there already is not counted. */
export interface DownloadProgress {
  readonly bytes: number
  readonly totalBytes: number
}

export interface DownloadRequest {
  /** The image of the target's userspace, which has curl. */
  readonly userspaceImage: string
  readonly transaction: UpgradeTransaction
  /** The folder of the artifacts. */
  readonly out: string
  readonly onProgress?: (progress: DownloadProgress) => void
  /** How repositories are reached. */
  readonly access?: Access
}

export interface Downloaded {
  readonly packages: number
  readonly bytes: number
}

/** More of them only share the line. */
const atATime = 4
const tries = 3

/** What a package is called as long as it is not whole. */
const partOf = (path: string) => `${path}.part`

/**
 * Fills `<out>/packages/<folder>` with the packages of a transaction: what is missing, or not what the plan says
 * to the byte. What an earlier run has begun goes on where it ended. No container is started when all is there.
 *
 * Throws `PACKAGE_MISSING` when the mirror has a package no more, `PACKAGE_CHANGED` when it has another one under the
 * name or one that no key of its repository has signed, `NO_SPACE` before anything is downloaded, and `PACKAGE_UNREACHABLE` when it does not answer.
 */
export async function downloadPackages(
  session: Session,
  request: DownloadRequest,
): Promise<Downloaded> {
  const {transaction, out, onProgress = () => {}} = request
  const missing = await findMissing(transaction.archives, out)
  if (missing.length === 0) return {packages: 0, bytes: 0}
  const totalBytes = missing.reduce((sum, {bytes}) => sum + bytes, 0)
  await assertSpace(packagesFolder(out), totalBytes)
  let bytes = 0
  const count = (more: number) => {
    bytes += more
    onProgress({bytes, totalBytes})
  }
  const sources = sourcesOf(transaction, request.access ?? directAccess)
  await using container = await session.start(request.userspaceImage, {
    ...(await containerOptions(sources)),
    name: 'download',
  })
  await AptRunner.open(container, sources)
  const queue = missing.toReversed()
  const work = async () => {
    for (let archive = queue.pop(); archive; archive = queue.pop()) {
      session.signal.throwIfAborted()
      await downloadOne(container, {archive, count, sources, ...request})
    }
  }
  const workers = Array.from({length: atATime}, work)
  try {
    await Promise.all(workers)
  } catch (error) {
    // The others end with the package that they are at.
    queue.length = 0
    await Promise.allSettled(workers)
    session.signal.throwIfAborted()
    throw error
  }
  if (transaction.packageManager === 'dnf') await assertSigned(session, {...request, transaction})
  return {packages: missing.length, bytes: totalBytes}
}

/** What is downloaded from, in the form that reaches it: a file is fetched alike from a repository of any kind. */
const sourcesOf = (transaction: UpgradeTransaction, access: Access): PackageSources => ({
  repositories:
    transaction.packageManager === 'apt'
      ? transaction.repositories
      : transaction.repositories.map(({folder, uri}) => ({
          ...{folder, uri, signedBy: ''},
          suites: [],
          components: [],
        })),
  access,
})

async function findMissing(archives: readonly Archive[], out: string): Promise<readonly Archive[]> {
  const missing: Archive[] = []
  for (const archive of archives) {
    if (!(await isIntact(join(packagesFolder(out), archive.path), archive))) missing.push(archive)
  }
  return missing
}

async function assertSpace(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, {recursive: true})
  const {bavail, bsize} = await statfs(folder)
  if (bavail * bsize >= bytes) return
  const [needed, free] = [bytes, bavail * bsize].map(one => `${Math.ceil(one / 1_000_000)} MB`)
  throw new LivemodeError(
    'NO_SPACE',
    `the packages need ${needed} in ${folder}, where ${free} are free`,
  )
}

interface OneDownload extends DownloadRequest {
  readonly archive: Archive
  readonly sources: PackageSources
  readonly count: (bytes: number) => void
}

async function downloadOne(container: Container, download: OneDownload): Promise<void> {
  const {archive, transaction, out, count, sources} = download
  const path = join(packagesFolder(out), archive.path)
  const part = partOf(path)
  await mkdir(dirname(path), {recursive: true})
  const uri = uriOf(archive.path, transaction.repositories)
  let counted = 0
  const countTo = (bytes: number) => {
    count(bytes - counted)
    counted = bytes
  }
  for (let left = tries - 1; ; left -= 1) {
    const begun = await begunBytes(part, archive)
    countTo(begun)
    const answer = await fetchRest(container, {uri, part, begun, countTo, sources})
    const size = (await sizeOf(part)) ?? 0
    if (answer.isDone && (await isIntact(part, archive))) break
    // What was whole and wrong, or cannot be gone on with, is begun from its start.
    const isUseless =
      size >= archive.bytes || answer.code >= 400 || (begun > 0 && answer.code === 200)
    if (isUseless) await rm(part, {force: true})
    if (left === 0 || isFinal(answer)) throw downloadFailed(uri, {archive, size, answer})
  }
  countTo(archive.bytes)
  {
    await using file = await open(part)
    await naming(part, file.sync())
  }
  await rename(part, path)
}

/** What an earlier run has left of a package, unless it is more than there is. */
async function begunBytes(part: string, {bytes}: Archive): Promise<number> {
  const size = (await sizeOf(part)) ?? 0
  if (size < bytes) return size
  await rm(part, {force: true})
  return 0
}
