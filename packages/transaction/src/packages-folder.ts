import {mkdir, open, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {LivemodeError, naming} from '@livemode/config'
import {assertOwn, lockPlace} from '@livemode/host'

/** Where the packages of an upgrade lie, below the folder of the artifacts. */
export const packagesFolder = (out: string): string => join(out, 'packages')

/**
 * Makes the folder of the packages, unless it is there, and keeps other processes from resolving and downloading into it
 * until the scope is left: each takes away what it takes for the leavings of a killed run.
 *
 * Throws `BUSY` while another one is at work there, and as `assertOwn` does.
 */
export async function lockPackages(
  out: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<AsyncDisposable> {
  const folder = packagesFolder(out)
  await naming(folder, mkdir(folder, {recursive: true}))
  await assertOwn(folder, [])
  const busy = new LivemodeError('BUSY', `another livemode resolves or downloads into ${out}`, {
    hint: 'wait until it has ended, or name another folder with --out',
  })
  return lockPlace(folder, {environment, busy})
}

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
