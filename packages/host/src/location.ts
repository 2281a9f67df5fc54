import {posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import type {Host} from './host.ts'
import type {Mount} from './mount.ts'
import {flattenMounts} from './mount-tree.ts'

/** Where a file lies, in words that hold without this system's mounts. */
export interface Location {
  readonly mount: Mount
  /** The file's absolute path from the root of the file system itself, subvolumes included. */
  readonly pathInFilesystem: string
  readonly uuid: string | null
}

/**
 * Finds the file system that holds a file, whether the file is there yet or not. Takes symlinks (as
 * far as `readHost` was asked for that path), bind mounts and subvolumes into account.
 *
 * Throws `HOST_INVALID` when the path is relative or none of the host's mounts holds it.
 */
export function locateFile(host: Host, path: string): Location {
  assertAbsolute(path)
  const resolved = resolve(host, posix.normalize(path))
  const mount = mountHolding(flattenMounts(host.mounts), resolved)
  if (!mount) throw new LivemodeError('HOST_INVALID', `no mount of the host holds ${path}`)
  return {mount, pathInFilesystem: pathInFilesystemOf(mount, resolved), uuid: mount.uuid}
}

/** A relative path has no place of its own: going up from it never ends at `/`. */
export function assertAbsolute(path: string): void {
  if (path.startsWith('/')) return
  throw new LivemodeError('HOST_INVALID', `${path} is not an absolute path`)
}

/** Follows the symlinks that the host tells of, of the path or of the nearest folder above it. */
function resolve(host: Host, path: string): string {
  if (path === '/') return path
  const above = () => posix.join(resolve(host, posix.dirname(path)), posix.basename(path))
  return host.resolvedPaths[path] ?? above()
}

/** What a path on a mount is called from the root of the file system itself, subvolumes included. */
export const pathInFilesystemOf = ({target, fsroot}: Mount, path: string): string =>
  posix.join('/', fsroot, posix.relative(target, path))

/** Whether a path is another one, or below it. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`)

/**
 * Finds the mount that holds a path, as it is: the deepest wins, and of several at the same place the last, which hides
 * the others.
 */
export function mountHolding(mounts: readonly Mount[], path: string): Mount | undefined {
  const depth = (mount: Mount | undefined) => mount?.target.length ?? -1
  return mounts
    .filter(({target}) => isWithin(path, target))
    .reduce<Mount | undefined>(
      (best, mount) => (depth(mount) >= depth(best) ? mount : best),
      undefined,
    )
}
