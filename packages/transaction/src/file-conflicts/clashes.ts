import type {KeptFiles} from '@livemode/config'
import type {Archive} from '../archive-files.ts'

/** A path that a package brings and another one has that stays. */
export interface Clash {
  readonly path: string
  /** The package that brings it. */
  readonly archive: Archive
  readonly owner: Omit<KeptFiles['packages'][number], 'paths'>
}

/** What a package brings, by the place that a merged `/usr` gives it. */
export interface CommonFile {
  readonly archive: Archive
  readonly path: string
}

/** Where a path lies with a merged `/usr`, which dpkg does not know of. */
export const mergedPath = (path: string): string =>
  path.replace(/^\/(s?bin|lib(32|64|x32)?)\//, '/usr/$1/')

/** Who has which path, by the place that a merged `/usr` gives it. */
export const pathOwners = ({packages}: KeptFiles): ReadonlyMap<string, Clash['owner']> =>
  new Map(
    packages.flatMap(({paths, ...owner}) => paths.map(path => [mergedPath(path), owner] as const)),
  )

/** What of the paths that two packages have is in the way: not what one of them has diverted, see dpkg-divert(1). */
export function findClashes(common: readonly CommonFile[], kept: KeptFiles): readonly Clash[] {
  const owners = pathOwners(kept)
  return common.flatMap(({archive, path}) => {
    const owner = owners.get(path)
    if (owner === undefined) return []
    const parties = [archive.package, owner.package].map(nameOf)
    const isDiverted = kept.diversions.some(
      one => one.package !== null && mergedPath(one.path) === path && parties.includes(one.package),
    )
    return isDiverted || parties[0] === parties[1] ? [] : [{path, archive, owner}]
  })
}

export const nameOf = (fullName: string): string => fullName.replace(/:.*/, '')

/** A relation of a package to versions of another one, see deb-control(5). */
export interface Relation {
  readonly name: string
  /** None: whatever version. */
  readonly version?: {readonly operator: string; readonly than: string}
}

/** Parses a field as `Replaces`: packages with commas between them. */
export const parseRelations = (field: string): readonly Relation[] =>
  field.split(',').flatMap(text => {
    const [, name, operator, than] =
      /^\s*([a-z0-9][a-z0-9+.-]+)(?::\S+)?\s*(?:\(\s*([<=>]+)\s*([^\s)]+)\s*\))?\s*$/.exec(text) ??
      []
    if (name === undefined) return []
    return [
      operator === undefined || than === undefined ? {name} : {name, version: {operator, than}},
    ]
  })
