import {open, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {naming} from '@livemode/config'

/** Where the packages of an upgrade lie, below the folder of the artifacts. */
export const packagesFolder = (out: string): string => join(out, 'packages')

/**
 * Writes a file whole or not at all, in a folder that is there. Throws what the operating system refuses, with the file's
 * name.
 */
export async function writeBeside(path: string, content: string | Buffer): Promise<void> {
  const part = `${path}.new`
  try {
    await naming(path, writeFile(part, content, {flush: true}))
    await rename(part, path)
  } catch (error) {
    await rm(part, {force: true}).catch(() => {})
    throw error
  }
  await using folder = await open(dirname(path))
  await naming(dirname(path), folder.sync())
}
