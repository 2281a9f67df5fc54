import {mkdir, statfs} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError, type UpgradeTransaction} from '@livemode/config'
import type {Session} from '@livemode/container'
import {
  type Access,
  AptRunner,
  containerOptions,
  directAccess,
  type PackageSources,
  packageManagers,
  type RpmRepository,
} from '@livemode/userspace'
import {type Archive, isIntact} from './archive-files.ts'
import {assertSigned} from './dnf/signatures.ts'
import {downloadArchive} from './download-archive.ts'
import {Origins} from './origins.ts'
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
  /** dnf's repositories as they are configured: the certificates of whoever may download are in no plan. */
  readonly repositories?: readonly RpmRepository[]
}

export interface Downloaded {
  readonly packages: number
  readonly bytes: number
}

/** More of them only share the line. */
const atATime = 4

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
  const {access = directAccess, repositories = []} = request
  const sources = sourcesOf(transaction, access)
  await using container = await session.start(request.userspaceImage, {
    ...(await containerOptions(sources)),
    name: 'download',
  })
  await (transaction.packageManager === 'apt'
    ? AptRunner.open(container, sources)
    : packageManagers.dnf.open(container, {repositories, access}))
  const origins = new Origins(transaction, repositories)
  const queue = missing.toReversed()
  const work = async () => {
    for (let archive = queue.pop(); archive; archive = queue.pop()) {
      session.signal.throwIfAborted()
      await downloadArchive(container, {archive, count, sources, origins, out})
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
