import {createHash} from 'node:crypto'
import {join} from 'node:path'
import {withRegularFile} from '../regular-file.ts'
import {openPlaces} from '../source-places.ts'

/** The paths that dpkg's status names with checksums: the configuration files of packages, see deb-conffiles(5). */
export const parseConffilePaths = (status: string): readonly string[] => [
  ...new Set(
    [...status.matchAll(/^ (\/.+?) (?:[0-9a-f]{32}|newconffile)(?: [\w-]+)*$/gm)].flatMap(
      ([, path]) => path ?? [],
    ),
  ),
]

/** The files that ucf(1) looks after, with the checksum of what it last put there itself. */
export const parseUcfHashes = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^([0-9a-f]{32})\s+(\/.+?)\s*$/gm)].flatMap(([, md5 = '', path]) =>
      path === undefined ? [] : [[path, md5] as const],
    ),
  )

/** The checksums of files as they are; null: there is no such file. */
export async function readChecksums(
  root: string,
  paths: Iterable<string>,
): Promise<Record<string, string | null>> {
  const place = openPlaces(root)
  const sums: Record<string, string | null> = {}
  for (const path of paths) {
    const found = place(path)
    sums[path] = found === undefined ? null : await md5Of(join(root, found.path))
  }
  return sums
}

async function md5Of(path: string): Promise<string | null> {
  const sum = await withRegularFile(path, async file => {
    const hash = createHash('md5')
    for await (const chunk of file.createReadStream({autoClose: false})) hash.update(chunk)
    return hash.digest('hex')
  })
  return sum ?? null
}
