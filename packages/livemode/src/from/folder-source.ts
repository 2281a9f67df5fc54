import {createReadStream} from 'node:fs'
import {open} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError, namingReads} from '@livemode/config'
import {assertOwn, readWholeFile} from '@livemode/host'
import type {FolderAddress} from './address.ts'
import type {ArtifactSource} from './source.ts'

/** The artifacts of a folder. Throws `USAGE` where there is no such folder, or others can change what is in it. */
export async function openFolderSource(
  {path}: FolderAddress,
  names: readonly string[],
): Promise<ArtifactSource> {
  await assertOwn(path, names).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new LivemodeError('USAGE', `${path}: there is no such folder`, {cause: error})
  })
  const placeOf = (name: string) => join(path, name)
  return {
    placeOf,
    read: name => readWholeFile(placeOf(name)),
    open: async (name, {begin}) => {
      await using file = await open(placeOf(name)).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'ENOENT') throw cause
        throw new LivemodeError('FETCH_FAILED', `${placeOf(name)}: there is no such file`, {cause})
      })
      const {size} = await file.stat()
      const stream = createReadStream(placeOf(name), {start: begin, highWaterMark: 1 << 20})
      // What fails is this disk, and not that of the folder it comes to.
      return {begin, size, body: namingReads(placeOf(name), stream), validator: null}
    },
  }
}
