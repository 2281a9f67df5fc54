import {LivemodeError, type UpgradeTransaction} from '@livemode/config'
import {certificatesInContainer, type RpmRepository} from '@livemode/userspace'
import type {CertificateFiles} from './curl-configuration.ts'
import {uriOf} from './mirror.ts'

/** Where the files of a repository come from. */
export interface Origin {
  /** Its name, where it is one of dnf's. */
  readonly repository: string | undefined
  readonly certificates: CertificateFiles
  /** Its addresses, in the order in which they are asked. */
  readonly bases: readonly string[]
}

/** Its addresses change places. */
type Ordered = Origin & {readonly bases: string[]}

/** Knows where the packages of a plan come from, and which mirrors have failed. */
export class Origins {
  readonly #origins: ReadonlyMap<string, Ordered>

  /** `configured`: the repositories as they are configured, for what of them is in no plan. */
  constructor(transaction: UpgradeTransaction, configured: readonly RpmRepository[]) {
    this.#origins = new Map(originsOf(transaction, configured))
  }

  /** Where a file of the plan comes from. Throws `PLAN_BROKEN` for one of no repository. */
  of(path: string): Origin {
    return this.#find(path)
  }

  /** The URL of a file at one of the addresses. */
  uriAt(base: string, path: string): string {
    const folder = this.#folderOf(path)
    return uriOf(path, [{folder, uri: base}])
  }

  /** Has a mirror that has failed come last from now on. */
  demote(base: string, path: string): void {
    const {bases} = this.#find(path)
    const index = bases.indexOf(base)
    if (index >= 0) bases.push(...bases.splice(index, 1))
  }

  #find(path: string): Ordered {
    const found = this.#origins.get(this.#folderOf(path))
    if (found === undefined) throw ofNone(path)
    return found
  }

  #folderOf(path: string): string {
    const found = [...this.#origins.keys()].find(folder => path.startsWith(`${folder}/`))
    if (found === undefined) throw ofNone(path)
    return found
  }
}

const ofNone = (path: string) =>
  new LivemodeError('PLAN_BROKEN', `${path} belongs to no repository`)

function originsOf(
  transaction: UpgradeTransaction,
  configured: readonly RpmRepository[],
): readonly (readonly [folder: string, Ordered])[] {
  if (transaction.packageManager === 'apt')
    return transaction.repositories.map(({folder, uri}) => [
      folder,
      {repository: undefined, certificates: {}, bases: [uri]},
    ])
  return transaction.repositories.map(({folder, uri, mirrors, id}) => {
    const found = configured.find(one => one.id === id)
    const certificates = found ? certificatesInContainer(found) : {}
    return [folder, {repository: id, certificates, bases: [uri, ...mirrors]}]
  })
}
