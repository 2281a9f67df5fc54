import {createHash} from 'node:crypto'
import type {DnfTransaction} from '@livemode/config'
import {namesOfNewer, readMirrorText} from './mirror-text.ts'

type Planned = Pick<DnfTransaction, 'repositories' | 'indexes'>

/**
 * The repositories whose packages have changed since an upgrade was resolved, by their names; null where no mirror has an
 * answer, or only to those who show a certificate. As of `findNewerSuites`, it is told and nothing more.
 */
export async function findNewerRepositories({
  repositories,
  indexes,
}: Planned): Promise<readonly string[] | null> {
  const parts = await Promise.all(
    repositories.map(async ({id, folder, uri, mirrors}) => {
      const planned = new Set(
        indexes
          .filter(({path}) => path.startsWith(`${folder}/repodata/`))
          .map(({sha256}) => sha256),
      )
      const text = await readFirst([uri, ...mirrors])
      const isSame = text !== undefined && checksumsOf(text).some(one => planned.has(one))
      return {name: id, isKnown: text !== undefined, isSame}
    }),
  )
  return namesOfNewer(parts)
}

async function readFirst(bases: readonly string[]): Promise<string | undefined> {
  for (const base of bases) {
    const text = await readMirrorText(`${base}/repodata/repomd.xml`)
    if (text !== undefined) return text
  }
  return undefined
}

/** Those by which the list of packages is the same: of all of the metadata, and of the list, which may be there in two forms. */
function checksumsOf(repomd: string): readonly string[] {
  const lists = repomd.matchAll(
    /<data type="primary(?:_zck)?">.*?<checksum type="sha256">([0-9a-f]{64})</gs,
  )
  const whole = createHash('sha256').update(repomd).digest('hex')
  return [whole, ...[...lists].map(([, sha256 = '']) => sha256)]
}
