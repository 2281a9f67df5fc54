import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {naming} from '@livemode/config'
import {type Observations, type PackageFacts, readWholeFile} from '@livemode/host'
import {packagesFolder} from '../packages-folder.ts'

/** What of a source is held against the packages of a plan when they are there. */
export interface RpmSource {
  /** The folder of rpm's database, by the source's own path, and the files in it. */
  readonly database: string
  readonly files: ReadonlyMap<string, Buffer>
  /** What was seen on the machine; null: not known. */
  readonly seen: Observations['rpm']
}

const folderIn = (out: string) => join(packagesFolder(out), 'source-rpm')
const stateFile = 'state.json'

/** Takes it from what describes a machine. */
export const rpmSourceOf = (
  facts: PackageFacts,
  {database, seen}: Pick<RpmSource, 'database' | 'seen'>,
): RpmSource => ({
  database,
  seen,
  files: new Map(
    [...facts]
      .filter(([path]) => path.startsWith(`${database}/`))
      .map(([path, content]) => [basename(path), content]),
  ),
})

/** Writes it beside a transaction. */
export async function writeRpmSource(
  out: string,
  {database, files, seen}: RpmSource,
): Promise<void> {
  const folder = folderIn(out)
  await mkdir(folder, {recursive: true})
  const state = Buffer.from(JSON.stringify({database, seen}))
  for (const [name, content] of [...files, [stateFile, state] as const])
    await naming(join(folder, name), writeFile(join(folder, name), content))
}

/** What lies beside a transaction; undefined where an earlier version has made it. */
export async function readRpmSource(out: string): Promise<RpmSource | undefined> {
  const folder = folderIn(out)
  const state = await readWholeFile(join(folder, stateFile))
  if (state === undefined) return undefined
  const {database, seen}: Pick<RpmSource, 'database' | 'seen'> = JSON.parse(state.toString('utf8'))
  const files = new Map<string, Buffer>()
  for (const name of (await readdir(folder)).filter(one => one !== stateFile))
    files.set(name, await readFile(join(folder, name)))
  return {database, seen, files}
}

export const removeRpmSource = (out: string): Promise<void> =>
  rm(folderIn(out), {recursive: true, force: true})
