import {PassThrough} from 'node:stream'
import {type Container, findImage, importImage, type Session} from '@livemode/container'
import {imageName, type Log} from '../builder.ts'
import {readRecipeFile} from '../files.ts'
import type {ReleaseId} from '../tables/releases.ts'
import {installRoot, writeBerkeleyDb} from './root.ts'
import {serveReleases} from './server.ts'

const root = '/root/system'

interface SystemRequest {
  readonly id: ReleaseId
  /** The image of the release (`ensureRelease`). */
  readonly image: string
  readonly packages: readonly string[]
  /** The format of rpm's database; the release's own unless told. */
  readonly database?: 'own' | 'bdb'
  readonly log: Log
}

/**
 * The image of a system of a release with these packages: a root of its own, in which nothing has been started. Gives its
 * reference; made once of the same packages. Throws `COMMAND_FAILED` when dnf fails.
 */
export async function ensureSystem(
  session: Session,
  {id, image, packages, database = 'own', log}: SystemRequest,
): Promise<string> {
  const layer = 'fixture-linux-system'
  const installer = readRecipeFile('systems/install-root')
  const converter =
    database === 'bdb' ? {converter: readRecipeFile('systems/write-berkeley-db')} : {}
  const reference = imageName(layer, {id, image, packages, installer, ...converter})
  if (await findImage(session.engine, reference)) return reference
  await using server = await serveReleases(session, [[id, image]])
  await using container = await session.start(image, {name: layer})
  log(`installing ${packages.length} packages of Fixture Linux ${id}`)
  await installRoot(container, {id, root, address: server.address, packages, log})
  if (database === 'bdb') await writeBerkeleyDb(container, {root})
  await importRoot(session, {container, root, reference})
  return reference
}

/** Makes an image of a folder of a container, with the capabilities of its files. */
export async function importRoot(
  session: Session,
  {container, root, reference}: {container: Container; root: string; reference: string},
): Promise<void> {
  const tar = new PassThrough()
  const argv = ['tar', '--create', '--xattrs', '--xattrs-include=*', `--directory=${root}`, '.']
  const packed = container.exec(argv, {output: tar}).then(
    () => tar.end(),
    error => tar.destroy(error),
  )
  await importImage(session.engine, tar, {reference, layer: 'fixture-linux-system'})
  await packed
}
