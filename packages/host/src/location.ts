import {posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {parseFstab} from './fstab.ts'
import type {Host} from './host.ts'
import type {Mount} from './mount.ts'
import {flattenMounts} from './mount-tree.ts'

/** Where a file lies, in words that hold without this system's mounts. */
export interface Location {
  readonly mount: Mount
  /** The file's absolute path from the root of the file system itself, subvolumes included. */
  readonly pathInFilesystem: string
  /**
   * Its path where the device is mounted with no option: of a btrfs that is the default subvolume, see
   * btrfs-subvolume(8). null: it is not below that, or nobody knows which one it is.
   */
  readonly pathOnDevice: string | null
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
  const pathInFilesystem = pathInFilesystemOf(mount, resolved)
  const shown = defaultSubvolumeOf(host, mount)
  const isShown = shown !== undefined && isWithin(pathInFilesystem, shown)
  const pathOnDevice = isShown ? posix.join('/', posix.relative(shown, pathInFilesystem)) : null
  return {mount, pathInFilesystem, pathOnDevice, uuid: mount.uuid}
}

/** What a mount without options shows of a file system; undefined where that is not known. */
function defaultSubvolumeOf(host: Host, {target, fstype, fsroot, uuid}: Mount): string | undefined {
  if (fstype !== 'btrfs') return '/'
  const known = host.defaultSubvolumes?.[uuid ?? '']
  if (known !== undefined) return known
  if (fsroot === '/') return '/'
  // Whoever names a subvolume there does not rely on the default, which is the top level then.
  const options = parseFstab(host.fstab, {file: 'fstab'})
    .filter(({file, vfstype}) => file === target && vfstype === 'btrfs')
    .flatMap(entry => entry.options)
  const flags = target === '/' ? host.kernelCmdline : ''
  const isNamed = [...options, ...flags.split(/[\s,=]+/)].some(word =>
    /^subvol(id)?(=|$)/.test(word),
  )
  return isNamed ? '/' : undefined
}

/** A relative path has no place of its own: going up from it never ends at `/`. */
export function assertAbsolute(path: string): void {
  if (path.startsWith('/')) return
  throw new LivemodeError('HOST_INVALID', `${path} is not an absolute path`)
}

/** Follows the symlinks that the host tells of, of the path or of the nearest folder above it. */
function resolve({resolvedPaths}: Host, path: string): string {
  for (let folder = path; folder !== '/'; folder = posix.dirname(folder)) {
    const resolved = resolvedPaths[folder]
    if (resolved !== undefined) return posix.join(resolved, posix.relative(folder, path))
  }
  return path
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
