import {LivemodeError} from '@livemode/config'

/** A repository of the target's, as dnf reads it. */
export interface DnfRepository {
  readonly id: string
  /** Where its `repodata` is, with all variables replaced. */
  readonly uri: string
  /** Public keys, armored: what its packages are signed by. */
  readonly keys: readonly string[]
  /** Whether its `repomd.xml` is signed, too. */
  readonly isSigned: boolean
}

/** The same with its place in the partial mirror. */
export interface PlacedRepository extends DnfRepository {
  readonly folder: string
  /** Its keys, by their paths below the folder of the packages. */
  readonly keyFiles: ReadonlyMap<string, Buffer>
}

/**
 * Gives each repository a folder of its own, which has its id.
 *
 * Throws `PLAN_BROKEN` for an id that is none, or there twice.
 */
export function placeRepositories(
  repositories: readonly DnfRepository[],
): readonly PlacedRepository[] {
  const seen = new Set<string>()
  return repositories.map(repository => {
    const {id, keys} = repository
    if (!/^[\w.:+-]+$/.test(id) || /^\.+$/.test(id) || seen.has(id))
      throw new LivemodeError(
        'PLAN_BROKEN',
        `${id} is no id of a repository, or that of another one`,
      )
    seen.add(id)
    const keyFiles = keys.map(
      (key, index) => [`${id}/keys/${index + 1}.asc`, Buffer.from(key)] as const,
    )
    return {
      ...repository,
      uri: repository.uri.replace(/\/+$/, ''),
      folder: id,
      keyFiles: new Map(keyFiles),
    }
  })
}
