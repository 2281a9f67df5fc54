import {LivemodeError} from '@livemode/config'
import type {RpmRepository} from '@livemode/userspace'

/** A repository with its place in the partial mirror. */
export interface PlacedRepository {
  readonly id: string
  readonly folder: string
  /** Where its `repodata` is. */
  readonly uri: string
  /** Other addresses that have the very same. */
  readonly mirrors: readonly string[]
  /** Whether its `repomd.xml` is signed, too. */
  readonly isSigned: boolean
  /** Its keys, by their paths below the folder of the packages. */
  readonly keyFiles: ReadonlyMap<string, Buffer>
}

/**
 * Gives each repository a folder of its own, which has its id. `addresses` says from where dnf has those that may be in
 * several places, and from where else they are to be had.
 *
 * Throws `PLAN_BROKEN` for an id that is none, or there twice, and for a repository without an address.
 */
export function placeRepositories(
  repositories: readonly Pick<RpmRepository, 'id' | 'baseurl' | 'keys' | 'checksMetadata'>[],
  addresses: Readonly<Record<string, readonly string[]>>,
): readonly PlacedRepository[] {
  const seen = new Set<string>()
  return repositories.map(({id, baseurl, keys, checksMetadata}) => {
    if (!/^[\w.:+-]+$/.test(id) || /^\.+$/.test(id) || seen.has(id))
      throw new LivemodeError(
        'PLAN_BROKEN',
        `${id} is no id of a repository, or that of another one`,
      )
    seen.add(id)
    const known = addresses[id] ?? []
    const [uri, ...mirrors] = (known.length > 0 ? known : baseurl).map(one =>
      one.replace(/\/+$/, ''),
    )
    if (uri === undefined)
      throw new LivemodeError('PLAN_BROKEN', `the repository ${id} has no address`)
    const keyFiles = keys.map((key, index) => [`${id}/keys/${index + 1}.asc`, key] as const)
    return {
      id,
      folder: id,
      uri,
      mirrors,
      isSigned: checksMetadata,
      keyFiles: new Map(keyFiles),
    }
  })
}
