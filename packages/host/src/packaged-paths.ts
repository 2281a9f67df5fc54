import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

const database = '/var/lib/dpkg/info'

/** The paths that the packages of a root have, each with the names of those packages, see dpkg-query(1). */
export function readPackagedPaths(root: string): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>()
  for (const list of listsOf(root)) {
    const owner = list.slice(0, -'.list'.length)
    for (const path of readFileSync(join(root, database, list), 'utf8').split('\n')) {
      if (!path.startsWith('/') || path === '/.') continue
      const owners = paths.get(path)
      if (owners) owners.push(owner)
      else paths.set(path, [owner])
    }
  }
  return paths
}

function listsOf(root: string): readonly string[] {
  try {
    return readdirSync(join(root, database)).filter(name => name.endsWith('.list'))
  } catch {
    return []
  }
}
