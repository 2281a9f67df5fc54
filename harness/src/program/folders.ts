import {readFile, realpath} from 'node:fs/promises'
import {dirname, join, relative} from 'node:path'

/** What a package says that it needs. */
interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * The folders of a workspace that a package needs to run, itself included: other packages of the
 * workspace, and what is installed for them. As paths in the workspace, sorted, each once; what is
 * installed below one of them is not named.
 */
export async function findProgramFolders(
  workspace: string,
  folder: string,
): Promise<readonly string[]> {
  const root = await realpath(workspace)
  const seen = new Set<string>()
  const open = [join(root, folder)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const {dependencies = {}}: PackageJson = JSON.parse(
      await readFile(join(next, 'package.json'), 'utf8'),
    )
    for (const name of Object.keys(dependencies)) open.push(await resolve({root, name, from: next}))
  }
  const all = [...seen].map(path => relative(root, path)).toSorted()
  return all.filter(path => !all.some(other => path.startsWith(`${other}/`)))
}

/** Where Node finds a package: in the nearest folder above that has it. */
async function resolve({
  root,
  name,
  from,
}: {
  readonly root: string
  readonly name: string
  readonly from: string
}): Promise<string> {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    try {
      return await realpath(join(folder, 'node_modules', name))
    } catch {}
  }
  throw new Error(`${name}, which ${relative(root, from)} needs, is not installed: run npm ci`)
}
