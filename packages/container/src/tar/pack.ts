import {pipeline, type Readable} from 'node:stream'
import {buffer} from 'node:stream/consumers'
import type {PlannedFile} from '@livemode/config'
import {pack} from 'tar-stream'

/**
 * Packs planned files into a tar, in their order, ending with its trailer. Every entry gets the
 * same modification time, so that the same files give the same bytes.
 */
export function packFiles(
  files: readonly PlannedFile[],
  {modificationTime}: {modificationTime: Date},
): Promise<Buffer> {
  const tar = pack()
  for (const file of files) {
    const header = {
      name: file.path.slice(1),
      mode: Number.parseInt(file.mode, 8),
      uid: file.uid,
      gid: file.gid,
      mtime: modificationTime,
      type: file.type,
    }
    if (file.type === 'symlink') tar.entry({...header, linkname: file.target})
    else if (file.type === 'file') tar.entry(header, file.content)
    else tar.entry(header)
  }
  tar.finalize()
  return buffer(tar)
}

/** Packs one file, whose content flows, into a tar that flows. */
export function packFile(
  content: Readable,
  {
    path,
    mode,
    size,
    modificationTime,
  }: {path: string; mode: number; size: number; modificationTime: Date},
): Readable {
  const tar = pack()
  const entry = tar.entry({name: path.slice(1), mode, size, mtime: modificationTime}, error => {
    if (error) tar.destroy(error)
    else tar.finalize()
  })
  pipeline(content, entry, error => {
    if (error) tar.destroy(error)
  })
  return tar as unknown as Readable
}
