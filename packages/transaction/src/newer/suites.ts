import {posix} from 'node:path'
import type {AptTransaction} from '@livemode/config'
import {uriOf} from '../mirror.ts'
import {namesOfNewer, readMirrorText} from './mirror-text.ts'

type Planned = Pick<AptTransaction, 'repositories' | 'indexes'>

const release = '/InRelease'

/**
 * The suites whose packages have changed on their mirror since an upgrade was resolved, security updates above all, by
 * their names; null where no mirror has an answer. It is told and nothing more: what is downloaded is verified then.
 */
export async function findNewerSuites({
  repositories,
  indexes,
}: Planned): Promise<readonly string[] | null> {
  const parts = await Promise.all(
    indexes
      .filter(({path}) => path.endsWith(release))
      .map(async ({path}) => {
        const folder = posix.dirname(path)
        const listed = await listIndexes(uriOf(path, repositories))
        const isSame = indexes
          .filter(index => index.path.startsWith(`${folder}/`) && index.path !== path)
          .every(index => listed?.get(index.path.slice(folder.length + 1)) === index.sha256)
        return {name: suiteOf(folder), isKnown: listed !== undefined, isSame}
      }),
  )
  return namesOfNewer(parts)
}

/** Behind `dists`: a suite may have a slash in its name. */
const suiteOf = (folder: string) => folder.replace(/^.*?\/dists\//, '')

/** The checksums that an `InRelease` lists, by their paths; undefined where it does not come. */
async function listIndexes(uri: string): Promise<ReadonlyMap<string, string> | undefined> {
  const text = await readMirrorText(uri)
  if (text === undefined) return undefined
  const lines = text.matchAll(/^ ([0-9a-f]{64}) +\d+ (\S+)$/gm)
  return new Map([...lines].map(([, sha256 = '', path = '']) => [path, sha256]))
}
