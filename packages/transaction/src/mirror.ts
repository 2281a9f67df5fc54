import {LivemodeError} from '@livemode/config'
import type {ArchiveRepository} from '@livemode/userspace'
import {type IndexTarget, inReleaseFile} from './apt/index-targets.ts'
import type {PrintedUri} from './apt/print-uris.ts'

type Repositories = readonly Pick<ArchiveRepository, 'folder' | 'uri'>[]

/** A file that apt has fetched, and its place in the partial mirror. */
export interface PlacedIndex {
  readonly file: string
  readonly path: string
}

/** The indexes of a partial mirror: `dists` with what apt asks for to verify its packages. */
export function placeIndexes(
  targets: readonly IndexTarget[],
  repositories: Repositories,
): readonly PlacedIndex[] {
  const placed = targets.flatMap(target => {
    const {uri} = repositoryOf(target.repository, repositories)
    const suite = pathOf(`${uri}/dists/${target.suite}`, repositories)
    return [
      {file: inReleaseFile(target), path: `${suite}/InRelease`},
      {file: target.file, path: `${suite}/${target.key}`},
    ]
  })
  return [...new Map(placed.map(one => [one.path, one])).values()]
}

/**
 * The place of each package in the partial mirror.
 *
 * Throws `PLAN_BROKEN` for a package of no repository, and for two that would lie in one place.
 */
export function placeArchives(
  uris: readonly PrintedUri[],
  repositories: Repositories,
): readonly (PrintedUri & {readonly path: string})[] {
  const placed = uris.map(one => ({...one, path: pathOf(one.uri, repositories)}))
  const places = new Map<string, string>()
  for (const {path, uri} of placed) {
    const other = places.get(path)
    if (other !== undefined) {
      throw new LivemodeError('PLAN_BROKEN', `${other} and ${uri} would both be ${path}`)
    }
    places.set(path, uri)
  }
  return placed
}

/** Where to download a file of the partial mirror from: the other way round. */
export function uriOf(path: string, repositories: Repositories): string {
  const found = repositories.find(({folder}) => path.startsWith(`${folder}/`))
  if (!found) throw new LivemodeError('PLAN_BROKEN', `${path} belongs to no repository`)
  const words = path.slice(found.folder.length + 1).split('/')
  return [found.uri, ...words.map(encodeURIComponent)].join('/')
}

/** URLs are encoded, the paths in an index are not. */
const pathOf = (uri: string, repositories: Repositories): string => {
  const {folder, uri: root} = repositoryOf(uri, repositories)
  return `${folder}/${decodeURIComponent(uri.slice(root.length + 1))}`
}

function repositoryOf(uri: string, repositories: Repositories) {
  // The root of one may lie below that of another.
  const found = repositories
    .filter(one => uri === one.uri || uri.startsWith(`${one.uri}/`))
    .reduce<Repositories[number] | undefined>(
      (best, one) => (best && best.uri.length >= one.uri.length ? best : one),
      undefined,
    )
  if (found) return found
  throw new LivemodeError('PLAN_BROKEN', `${uri} belongs to no repository of the target`)
}
