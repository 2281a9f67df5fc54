import {lstatSync, statSync} from 'node:fs'
import {join, posix} from 'node:path'
import {openPlaces} from './source-places.ts'

/** Links that every Debian has; packages put nothing below them. */
const usual: readonly string[] = ['/var/run', '/var/lock']

/**
 * The folders of packages that a link takes elsewhere when the root is looked at from outside: an absolute one (`/home`
 * to `/data/home`), or one that goes above the root. dpkg, which upgrades from outside, would make an empty folder there.
 */
export function findLinkedFolders(root: string, paths: Iterable<string>): readonly string[] {
  const place = openPlaces(root)
  const all = [...paths]
  const parents = new Set(all.map(path => posix.dirname(path)))
  return all
    .filter(path => {
      if (usual.includes(path)) return false
      const found = place(path)
      if (found?.leadsOut !== true || !isFolder(join(root, found.path))) return false
      const isBehindLink = place(posix.dirname(path))?.leadsOut === true
      return isBehindLink || parents.has(path) || !isPackaged(path, root)
    })
    .toSorted()
}

/**
 * Whether a package has the link itself (`/usr/lib/ssl/certs`), which dpkg does not follow but puts there anew. It gives
 * what it unpacks the time of the package, which has whole seconds. At the top no package has an absolute link.
 */
const isPackaged = (path: string, root: string) =>
  posix.dirname(path) !== '/' &&
  lstatSync(join(root, path), {bigint: true}).mtimeNs % 1_000_000_000n === 0n

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
