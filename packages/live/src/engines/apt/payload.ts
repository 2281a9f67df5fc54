import {createHash, type Hash} from 'node:crypto'
import {closeSync, constants, fstatSync, openSync, readFileSync, readSync} from 'node:fs'
import {join, posix} from 'node:path'
import {type UpgradeTransaction, upgradeTransaction} from '@livemode/config'
import {sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'

/** The name of the plan in the folder of the packages. */
export const transactionFile = 'transaction.json'

/**
 * Reads the plan that lies with the packages: the very one that the machine's part names.
 *
 * Throws a `Refusal` where it is another, or none.
 */
export function readTransaction({live, transactionSha256}: EngineContext): UpgradeTransaction {
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
  return upgradeTransaction.parse(JSON.parse(text.toString('utf8')))
}

function readWhole(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}`)
  }
}

/** Whether every file of the packages' folder is there still: with the last phases it goes. */
export const hasPackages = ({live}: EngineContext, transaction: UpgradeTransaction): boolean =>
  [...transaction.indexes, ...transaction.archives].every(({path}) =>
    live.source.has(posix.join(sourcePlaces.packages, path)),
  )

/** Throws a `Refusal` unless every file of the packages' folder is what was planned. */
export function assertPackages({live}: EngineContext, transaction: UpgradeTransaction): void {
  const folder = live.source.resolve(sourcePlaces.packages)
  for (const {path, bytes, sha256} of [...transaction.indexes, ...transaction.archives]) {
    const found = sha256OfFile(join(folder, path))
    const shown = `${sourcePlaces.packages}/${path}`
    if (found === undefined) throw new Refusal(`${shown} of the source cannot be read`)
    if (found.sha256 !== sha256 || found.bytes !== bytes)
      throw new Refusal(`${shown} of the source is not what was planned: it is damaged`)
  }
}

/** Throws a `Refusal` unless the source's packages are still what it was planned for. */
export function assertUnchanged({live}: EngineContext, {statusSha256}: UpgradeTransaction): void {
  const found = sha256OfFile(live.source.resolve('/var/lib/dpkg/status'))
  if (found?.sha256 === statusSha256) return
  throw new Refusal(
    'the packages of the source have changed since the upgrade was planned: plan it anew there (livemode resolve, download, install)',
  )
}

const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** The size and checksum of a regular file; undefined where it cannot be read. */
function sha256OfFile(path: string): {bytes: number; sha256: string} | undefined {
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
