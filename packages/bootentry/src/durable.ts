import {createHash} from 'node:crypto'
import {createReadStream, createWriteStream} from 'node:fs'
import {chmod, copyFile, link, lstat, mkdir, open, rename, rm, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {Transform} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {LivemodeError, naming, namingReads} from '@livemode/config'

/** Below this name a file is written before it gets its own; a hidden one is no script of /etc/grub.d. */
export const partOf = (path: string) => join(dirname(path), `.${basename(path)}.livemode-part`)

/** Writes a small file so that a loss of power leaves either the old one or the new one. */
export async function writeDurably(
  path: string,
  {content, mode}: {content: string; mode: number},
): Promise<void> {
  const part = partOf(path)
  await rm(part, {force: true})
  await naming(path, writeFile(part, content, {mode, flush: true}))
  // The umask may have taken something from the mode.
  await chmod(part, mode)
  await renameDurably(part, path)
}

/**
 * Copies a file in the same way, with something behind it where that is asked for. Throws `IMAGE_BROKEN` when what was
 * read has another checksum.
 */
export async function copyDurably(
  from: string,
  to: string,
  {
    sha256,
    mode,
    signal,
    appended,
  }: {sha256: string; mode: number; signal: AbortSignal; appended?: Buffer},
): Promise<void> {
  const part = partOf(to)
  await rm(part, {force: true})
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(undefined, chunk)
    },
    flush: done => done(undefined, appended),
  })
  const output = createWriteStream(part, {flags: 'wx', mode, flush: true})
  const input = namingReads(from, createReadStream(from, {highWaterMark: 1 << 20}))
  await naming(to, pipeline(input, hashing, output, {signal}))
  if (hash.digest('hex') !== sha256) {
    throw new LivemodeError('IMAGE_BROKEN', `${from} is not what the manifest says`)
  }
  await chmod(part, mode)
  await renameDurably(part, to)
}

/** Keeps a file under a second name: the same file where the file system allows that. */
export async function keepDurably(path: string, kept: string): Promise<void> {
  await rm(kept, {force: true})
  try {
    await link(path, kept)
  } catch {
    await naming(kept, copyFile(path, kept))
    await syncPath(kept)
  }
  await syncPath(dirname(kept))
}

export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncPath(dirname(to))
}

/** Removes a file; one that is not there is no error. */
export async function removeDurably(path: string): Promise<void> {
  if (!(await isThere(path))) return
  await rm(path)
  await syncPath(dirname(path))
}

/** Makes a folder with those above it; gives the ones that were not there, the deepest first. */
export async function missingFolders(path: string): Promise<readonly string[]> {
  if (await isThere(path)) return []
  return [path, ...(await missingFolders(dirname(path)))]
}

/** The folder itself, or the nearest one above it that is there. */
export const nearestFolder = async (path: string): Promise<string> =>
  (await isThere(path)) ? path : nearestFolder(dirname(path))

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, {mode: 0o755})
  await chmod(path, 0o755)
  await syncPath(dirname(path))
}

/** Has the file or folder itself, as it is now, on the disk. */
export async function syncPath(path: string): Promise<void> {
  await using handle = await open(path)
  await naming(path, handle.sync())
}

export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}

/** The checksum of a file; null when there is none. */
export async function checksumOf(path: string): Promise<string | null> {
  if (!(await isThere(path))) return null
  const hash = createHash('sha256')
  await naming(path, pipeline(createReadStream(path), hash))
  return hash.digest('hex')
}
