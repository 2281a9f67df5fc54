import {statSync} from 'node:fs'
import {join} from 'node:path'
import {openPlaces} from './source-places.ts'

/** Links that every Debian has; packages put nothing below them. */
const usual: readonly string[] = ['/var/run', '/var/lock']

/**
 * The folders of packages that a link takes elsewhere when the root is looked at from outside: an absolute one (`/home`
 * to `/data/home`), or one that goes above the root. dpkg, which upgrades from outside, would make an empty folder there.
 */
export function findLinkedFolders(root: string, paths: Iterable<string>): readonly string[] {
  const place = openPlaces(root)
  return [...paths]
    .filter(path => {
      if (usual.includes(path)) return false
      const found = place(path)
      return found?.leadsOut === true && isFolder(join(root, found.path))
    })
    .toSorted()
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
