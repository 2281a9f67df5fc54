import {type Container, packFiles, type Session} from '@livemode/container'
import {servedFolder} from '../build.ts'
import {scripts} from '../files.ts'
import type {ReleaseId} from '../tables/releases.ts'

/** Repositories that a container serves over HTTP, until it is left. */
export interface FixtureServer extends AsyncDisposable {
  /** E.g. `http://172.17.0.2`, for containers of the same network. */
  readonly address: string
}

/** Serves releases, by their images: see `ensureRelease`. */
export async function serveReleases(
  session: Session,
  images: readonly (readonly [ReleaseId, string])[],
): Promise<FixtureServer> {
  const [first, ...others] = images
  if (first === undefined) throw new Error('there is nothing to serve')
  const container = await session.start(first[1], {name: 'fixture-linux'})
  for (const [id, image] of others) {
    await using source = await session.create(image, {name: 'fixture-linux'})
    await container.putTar(await source.takeTar(`${servedFolder}/${id}`), servedFolder)
  }
  await putScripts(container)
  const {stdout} = await container.exec(['/work/scripts/serve'])
  return {
    address: stdout.trim(),
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  }
}

/** The recipe's scripts, in a container of any image. */
export const putScripts = async (container: Container): Promise<void> =>
  container.putTar(await packFiles(scripts(), {modificationTime: new Date(0)}), '/')
