import {Readable} from 'node:stream'
import {buffer} from 'node:stream/consumers'
import {pipeline} from 'node:stream/promises'
import {createGunzip, gzipSync} from 'node:zlib'
import {LivemodeError} from '@livemode/config'
import {extract, pack} from 'tar-stream'

/** Files by their path in an archive, which has no slash at its start. */
export type ArchiveFiles = ReadonlyMap<string, Buffer>

/** Packs files into a tar, in the order of their names: the same files are the same bytes. */
export function packTar(files: ArchiveFiles): Promise<Buffer> {
  const tar = pack()
  for (const [name, content] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    tar.entry({name, mode: 0o644, mtime: new Date(0)}, content)
  }
  tar.finalize()
  return buffer(tar)
}

/** Packs files into a gzip-compressed tar. */
export const packArchive = async (files: ArchiveFiles): Promise<Buffer> =>
  gzipSync(await packTar(files))

/** Whether these bytes are gzip's, see RFC 1952. */
export const isArchive = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/**
 * Takes the files out of a gzip-compressed tar; folders need not be in it.
 *
 * Throws `TAR_BROKEN` when it is none, when it has anything but files and folders, or names that lead out of the
 * folder it is unpacked in, or when more than `mostBytes` come out of it.
 */
export async function unpackArchive(
  bytes: Buffer,
  {mostBytes}: {mostBytes: number},
): Promise<ArchiveFiles> {
  const files = new Map<string, Buffer>()
  const unpack = extract()
  let total = 0
  const read = (async () => {
    for await (const entry of unpack) {
      const {name, type, size = 0} = entry.header
      total += size
      if (total > mostBytes) throw broken(`has more than ${mostBytes} bytes in it`)
      if (/^\/|(^|\/)\.\.(\/|$)/.test(name)) throw broken(`has the path ${JSON.stringify(name)}`)
      const content = await buffer(entry as unknown as Readable)
      if (type === 'file') files.set(name, content)
      else if (type !== 'directory') throw broken(`has a ${type} in it, ${JSON.stringify(name)}`)
    }
  })()
  try {
    await Promise.all([pipeline(Readable.from([bytes]), createGunzip(), unpack), read])
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    throw new LivemodeError(
      'TAR_BROKEN',
      `the archive cannot be read: ${(error as Error).message}`,
      {
        cause: error,
      },
    )
  }
  return files
}

const broken = (what: string) => new LivemodeError('TAR_BROKEN', `the archive ${what}`)
