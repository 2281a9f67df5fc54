import {LivemodeError} from '@livemode/config'
import type {RpmRepository} from '@livemode/userspace'

/** A repository with its place in the partial mirror. */
export interface PlacedRepository {
  readonly id: string
  readonly folder: string
  /** Where its `repodata` is. */
  readonly uri: string
  /** Whether its `repomd.xml` is signed, too. */
  readonly isSigned: boolean
  /** Its keys, by their paths below the folder of the packages. */
  readonly keyFiles: ReadonlyMap<string, Buffer>
}

/**
 * Gives each repository a folder of its own, which has its id. `bases` says where dnf has those that are named by a list of
 * mirrors.
 *
 * Throws `PLAN_BROKEN` for an id that is none, or there twice.
 */
export function placeRepositories(
  repositories: readonly Pick<RpmRepository, 'id' | 'baseurl' | 'keys' | 'checksMetadata'>[],
  bases: Readonly<Record<string, string>>,
): readonly PlacedRepository[] {
  const seen = new Set<string>()
  return repositories.map(({id, baseurl, keys, checksMetadata}) => {
    if (!/^[\w.:+-]+$/.test(id) || /^\.+$/.test(id) || seen.has(id))
      throw new LivemodeError(
        'PLAN_BROKEN',
        `${id} is no id of a repository, or that of another one`,
      )
    seen.add(id)
    const keyFiles = keys.map((key, index) => [`${id}/keys/${index + 1}.asc`, key] as const)
    return {
      id,
      folder: id,
      uri: (baseurl[0] ?? bases[id] ?? '').replace(/\/+$/, ''),
      isSigned: checksMetadata,
      keyFiles: new Map(keyFiles),
    }
  })
}
