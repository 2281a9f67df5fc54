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
  const mount = mountOf(flattenMounts(host.mounts), resolved)
  if (!mount) throw new LivemodeError('HOST_INVALID', `no mount of the host holds ${path}`)
  const below = posix.relative(mount.target, resolved)
  return {mount, pathInFilesystem: posix.join('/', mount.fsroot, below), uuid: mount.uuid}
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

/** The deepest mount wins, and of several at the same place the last, which hides the others. */
function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const depth = (mount: Mount | undefined) => mount?.target.length ?? -1
  return mounts
    .filter(({target}) => `${path}/`.startsWith(target === '/' ? '/' : `${target}/`))
    .reduce<Mount | undefined>(
      (best, mount) => (depth(mount) >= depth(best) ? mount : best),
      undefined,
    )
}
