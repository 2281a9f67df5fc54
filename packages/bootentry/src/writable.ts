import {access, constants} from 'node:fs/promises'
import {dirname} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {nearestFolder} from './durable.ts'

/**
 * Throws `FILE_FAILED` unless the folders of files can be written, those that are not there yet where
 * they will be made.
 */
export async function assertWritable(files: readonly string[]): Promise<void> {
  const folders = await Promise.all(files.map(file => nearestFolder(dirname(file))))
  for (const folder of new Set(folders)) {
    await access(folder, constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
      const isReadOnly = cause.code === 'EROFS'
      const message = isReadOnly
        ? `${folder} is mounted read-only`
        : `${folder} cannot be written (${cause.code})`
      const hint = 'mount it read-write, and install again'
      throw new LivemodeError('FILE_FAILED', message, {...(isReadOnly && {hint}), cause})
    })
  }
}
