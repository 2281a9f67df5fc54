import {PassThrough, type Readable} from 'node:stream'
import {LivemodeError} from '@livemode/config'
import {extract} from 'tar-stream'

/** The one regular file that a tar stream holds: its size in bytes and its content, still flowing. */
export function openSingleFile(
  tar: Readable,
  name: string,
): Promise<{size: number; content: Readable}> {
  return new Promise((resolve, reject) => {
    const unpack = extract()
    let found = false
    // What nobody reads is closed: an open stream keeps the engine from other work in the container.
    unpack.on('entry', (header, entry, next) => {
      if (header.type !== 'file') {
        tar.destroy()
        reject(
          new LivemodeError('TAR_BROKEN', `${name} is not a regular file but a ${header.type}`),
        )
        return
      }
      found = true
      const content = new PassThrough()
      entry.on('error', error => content.destroy(error))
      content.on('close', () => {
        if (!content.readableEnded) tar.destroy()
      })
      entry.pipe(content)
      entry.on('end', next)
      resolve({size: header.size ?? 0, content})
    })
    unpack.on('finish', () => {
      if (!found) reject(new LivemodeError('TAR_BROKEN', `${name}: its tar stream holds no file`))
    })
    unpack.on('error', reject)
    tar.on('error', error => unpack.destroy(error))
    tar.pipe(unpack)
  })
}
