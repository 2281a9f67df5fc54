import {createHash, type Hash} from 'node:crypto'
import {closeSync, constants, fstatSync, openSync, readFileSync, readSync} from 'node:fs'
import {join, posix} from 'node:path'
import {type CommonTransaction, type UpgradeTransaction, upgradeTransaction} from '@livemode/config'
import {sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'

/** The name of the plan in the folder of the packages. */
export const transactionFile = 'transaction.json'

type PackageManager = UpgradeTransaction['packageManager']

/**
 * Reads the plan that lies with the packages: the very one that the machine's part names.
 *
 * Throws a `Refusal` where it is another, one for another package manager, or none.
 */
export function readPlan<Id extends PackageManager>(
  {live, transactionSha256}: EngineContext,
  packageManager: Id,
): Extract<UpgradeTransaction, {readonly packageManager: Id}> {
  const folder = sourcePlaces.packages
  if (transactionSha256 === null) {
    throw new Refusal('this installation has no packages: it was made without a transaction')
  }
  const path = join(live.source.resolve(folder), transactionFile)
  const text = readWhole(path)
  if (text === undefined) throw new Refusal(`${folder} of the source has no ${transactionFile}`)
  if (sha256Of(text) !== transactionSha256) {
    throw new Refusal(`${folder}/${transactionFile} of the source is not what was installed`)
  }
  const transaction = upgradeTransaction.parse(JSON.parse(text.toString('utf8')))
  if (isOf(transaction, packageManager)) return transaction
  throw new Refusal(
    `${folder}/${transactionFile} of the source is a plan for ${transaction.packageManager}, not for ${packageManager}`,
  )
}

const isOf = <Id extends PackageManager>(
  transaction: UpgradeTransaction,
  packageManager: Id,
): transaction is Extract<UpgradeTransaction, {readonly packageManager: Id}> =>
  transaction.packageManager === packageManager

function readWhole(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}`)
  }
}

type Payload = Pick<CommonTransaction, 'indexes' | 'archives'>

/** Whether every file of the packages' folder is there still: with the last phases it goes. */
export const hasPackages = ({live}: EngineContext, transaction: Payload): boolean =>
  [...transaction.indexes, ...transaction.archives].every(({path}) =>
    live.source.has(posix.join(sourcePlaces.packages, path)),
  )

/** Throws a `Refusal` unless every file of the packages' folder is what was planned. */
export function assertPackages({live}: EngineContext, transaction: Payload): void {
  const folder = live.source.resolve(sourcePlaces.packages)
  for (const {path, bytes, sha256} of [...transaction.indexes, ...transaction.archives]) {
    const found = sha256OfFile(join(folder, path))
    const shown = `${sourcePlaces.packages}/${path}`
    if (found === undefined) throw new Refusal(`${shown} of the source cannot be read`)
    if (found.sha256 !== sha256 || found.bytes !== bytes)
      throw new Refusal(`${shown} of the source is not what was planned: it is damaged`)
  }
}

export const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** The size and checksum of a regular file of the live system's or the source's; undefined where it cannot be read. */
export function sha256OfFile(path: string): {bytes: number; sha256: string} | undefined {
  const hash = createHash('sha256')
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      if (!fstatSync(file).isFile()) return undefined
      return {bytes: addAll(hash, file), sha256: hash.digest('hex')}
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}

function addAll(hash: Hash, file: number): number {
  const buffer = Buffer.allocUnsafe(1 << 20)
  for (let bytes = 0; ; ) {
    const count = readSync(file, buffer)
    if (count === 0) return bytes
    hash.update(buffer.subarray(0, count))
    bytes += count
  }
}
