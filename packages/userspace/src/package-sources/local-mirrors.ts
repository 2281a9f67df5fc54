import {stat} from 'node:fs/promises'
import {posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {decoded} from './package-sources.ts'

/** A folder that every root has and nobody has anything in: see docs/decisions/package-sources.md. */
export const memoryFolder = '/mnt'
/** What package sources need in a container is below it, in its memory. */
export const place = `${memoryFolder}/livemode`
export const mirrorsFolder = `${place}/mirrors`

export const isLocal = (uri: string): boolean => uri.startsWith('file:')
/** Such a URI has %20 for a blank. */
export const localPath = (uri: string): string =>
  decoded(uri.slice('file:'.length).replace(/^\/\/\//, '/'))

/** The folders of this machine among these URIs, each once; a container sees them in this order. */
export const localMirrors = (uris: readonly string[]): readonly string[] => [
  ...new Set(uris.filter(isLocal)),
]

/** Where a container has such a folder, or what is below it; undefined for all other URIs. */
export function pathInContainer(uri: string, mirrors: readonly string[]): string | undefined {
  const index = mirrors.findIndex(one => uri === one || uri.startsWith(`${one}/`))
  return index < 0 ? undefined : `${mirrorsFolder}/${index}${uri.slice(mirrors[index]?.length)}`
}

/** What a container sees of this machine: the folders, to read. Throws `REPOSITORY_FAILED` with one that is no folder. */
export async function bindMirrors(
  mirrors: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  await assertFolders(mirrors)
  return Object.fromEntries(
    mirrors.map((uri, index) => [localPath(uri), `${posix.join(mirrorsFolder, String(index))}:ro`]),
  )
}

/** Throws `REPOSITORY_FAILED` with a local mirror that is no folder. */
export async function assertFolders(mirrors: readonly string[]): Promise<void> {
  for (const uri of mirrors) {
    const found = await stat(localPath(uri)).catch(() => undefined)
    if (!found?.isDirectory()) {
      throw new LivemodeError('REPOSITORY_FAILED', `the repository ${uri}: there is no such folder`)
    }
  }
}
