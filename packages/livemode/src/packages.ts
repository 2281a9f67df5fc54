import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {join, posix} from 'node:path'
import {pipeline} from 'node:stream/promises'
import type {InstalledFile} from '@livemode/bootentry'
import {
  type AptTransaction,
  type DnfTransaction,
  LivemodeError,
  type UpgradeTransaction,
  upgradeTransaction,
} from '@livemode/config'
import {
  installedQuery,
  installedSha256,
  parseInstalled,
  readProgram,
  readWholeFile,
} from '@livemode/host'
import {sourcePlaces, transactionFile} from '@livemode/live'
import {findNewerPackages, packagesFolder, type ResolvedTransaction} from '@livemode/transaction'

/** More than the lines of all packages that a machine has. */
const mostListed = 64 * 1024 * 1024

/** What of a plan names the packages that it was resolved for. */
type PlannedFor =
  | Pick<AptTransaction, 'packageManager' | 'statusSha256'>
  | Pick<DnfTransaction, 'packageManager' | 'rpmdbSha256'>

/**
 * Tells whether the packages of this machine are still those that a transaction was resolved for.
 *
 * Throws `HOST_UNREADABLE` where that cannot be read.
 */
export function isPlannedFor(plan: PlannedFor, status?: string): Promise<boolean> {
  return plan.packageManager === 'apt' ? hasStatus(plan, status) : hasRpms(plan)
}

async function hasRpms({rpmdbSha256}: Pick<DnfTransaction, 'rpmdbSha256'>): Promise<boolean> {
  const asking = {environment: process.env, bytes: mostListed}
  const answer = await readProgram(['rpm', ...installedQuery], asking).catch(cause => {
    throw new LivemodeError('HOST_UNREADABLE', 'rpm does not tell which packages are installed', {
      cause,
    })
  })
  return installedSha256(parseInstalled(answer)) === rpmdbSha256
}

async function hasStatus(
  {statusSha256}: Pick<AptTransaction, 'statusSha256'>,
  status = '/var/lib/dpkg/status',
): Promise<boolean> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(status), hash).catch(cause => {
    throw new LivemodeError('HOST_UNREADABLE', `${status} cannot be read: ${cause.message}`)
  })
  return hash.digest('hex') === statusSha256
}

/**
 * Tells whether the packages of this machine have changed since the upgrade that is installed was planned; false where
 * none is.
 */
export async function haveChanged(
  folder: string = sourcePlaces.packages,
  status?: string,
): Promise<boolean> {
  const plan = await readPlan(folder)
  if (plan === undefined) return false
  if (plan === 'damaged') return true
  return isPlannedFor(plan, status).then(
    isSame => !isSame,
    () => true,
  )
}

/**
 * The suites or repositories that have newer packages than the upgrade that is installed, see `findNewerPackages`; null where no mirror
 * answers, and where no upgrade of packages is installed.
 */
export async function findNewer(
  folder: string = sourcePlaces.packages,
): Promise<readonly string[] | null> {
  const plan = await readPlan(folder)
  return plan === undefined || plan === 'damaged' ? null : findNewerPackages(plan)
}

/** The plan that is installed; undefined where none is. */
async function readPlan(folder: string): Promise<UpgradeTransaction | 'damaged' | undefined> {
  const path = posix.join(folder, transactionFile)
  try {
    const content = await readWholeFile(path)
    return content && upgradeTransaction.parse(JSON.parse(content.toString('utf8')))
  } catch {
    return 'damaged'
  }
}

/** Plans where the packages go on the source: below one folder, as they lie with the artifacts. */
export function planPackageFiles(
  out: string,
  {transaction, bytes, sha256}: Pick<ResolvedTransaction, 'transaction' | 'bytes' | 'sha256'>,
): readonly InstalledFile[] {
  const {indexes, archives} = transaction
  return [{path: transactionFile, bytes, sha256}, ...indexes, ...archives].map(file => ({
    from: join(packagesFolder(out), file.path),
    to: posix.join(sourcePlaces.packages, file.path),
    size: file.bytes,
    sha256: file.sha256,
    group: sourcePlaces.packages,
  }))
}

/** Throws `USAGE` unless all packages have been downloaded; their checksums are compared when they are copied. */
export async function assertDownloaded(files: readonly InstalledFile[]): Promise<void> {
  const sizes = await Promise.all(
    files.map(async ({from}) => (await stat(from).catch(() => undefined))?.size),
  )
  const missing = files.filter(({size}, index) => sizes[index] !== size)
  const [first] = missing
  if (first === undefined) return
  throw new LivemodeError(
    'USAGE',
    `${missing.length} packages of the upgrade are missing or not whole, ${first.from} first`,
    {hint: 'run "livemode download"'},
  )
}

/** Throws `USAGE` unless a transaction was resolved for this machine, as it is. */
export async function assertResolvedHere(
  {transaction}: Pick<ResolvedTransaction, 'transaction'>,
  status?: string,
): Promise<void> {
  if (await isPlannedFor(transaction, status)) return
  throw new LivemodeError(
    'USAGE',
    'the packages of this machine are not those that the upgrade was resolved for',
    {hint: 'run "livemode resolve" again for this machine, then "livemode download"'},
  )
}
