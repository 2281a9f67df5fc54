import {realpathSync} from 'node:fs'
import {join} from 'node:path'
import type {LiveSystem} from '../../system/live-system.ts'
import {Refusal} from '../engine.ts'

const database = '/var/lib/dpkg/info'

/** Links that every Debian has; packages put nothing below them. */
const usual: readonly string[] = ['/var/run', '/var/lock']

/**
 * Makes sure that dpkg, which acts on the source from outside, finds every folder of its packages where the source has
 * it: it follows an absolute link (`/home` to `/data/home`) in the live system, and puts an empty folder in its place.
 *
 * Throws a `Refusal` with the first link that leads elsewhere.
 */
export function assertFoldersInPlace({source}: Pick<LiveSystem, 'source'>): void {
  const {root} = source
  const isElsewhere = (path: string): boolean => {
    const there = source.resolve(path)
    if (there === join(root, path)) return false
    if (source.stat(path)?.isFolder !== true) return false
    try {
      return realpathSync(join(root, path)) !== there
    } catch {
      return true
    }
  }
  for (const path of packagedPaths({source})) {
    if (usual.includes(path) || !isElsewhere(path)) continue
    throw new Refusal(
      `${path} of the source is an absolute link, which dpkg cannot follow from outside: make it a relative one, or a bind mount`,
    )
  }
}

/** What the packages of the source have, each path once. */
function packagedPaths({source}: Pick<LiveSystem, 'source'>): ReadonlySet<string> {
  const lists = source.list(database).filter(name => name.endsWith('.list'))
  const lines = lists.flatMap(name => (source.readText(`${database}/${name}`) ?? '').split('\n'))
  return new Set(lines.filter(line => line.startsWith('/') && line !== '/.'))
}
