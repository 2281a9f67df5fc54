import {mkdir, open, rename, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/** Where the packages of an upgrade lie, below the folder of the artifacts. */
export const packagesFolder = (out: string): string => join(out, 'packages')

/** Writes a file whole or not at all. */
export async function writeBeside(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  await writeFile(`${path}.new`, content, {flush: true})
  await rename(`${path}.new`, path)
  await using folder = await open(dirname(path))
  await folder.sync()
}
