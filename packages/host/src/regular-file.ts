import {constants} from 'node:fs'
import {type FileHandle, open, stat} from 'node:fs/promises'

const missing = ['EACCES', 'EINVAL', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'ENXIO', 'EPERM']

/** Whether an error says that there is nothing at a path that could be read. */
export const isMissing = ({code = ''}: NodeJS.ErrnoException): boolean => missing.includes(code)

/**
 * Opens a regular file for reading; undefined where something else is there. Pipes and devices are not opened, and what
 * has become a pipe in between does not hold up the reading.
 */
export async function openRegularFile(path: string): Promise<FileHandle | undefined> {
  if (!(await stat(path)).isFile()) return undefined
  return open(path, constants.O_RDONLY | constants.O_NONBLOCK)
}

/** Does something with a regular file; undefined where there is none. */
export async function withRegularFile<T>(
  path: string,
  use: (file: FileHandle) => Promise<T>,
): Promise<T | undefined> {
  try {
    await using file = await openRegularFile(path)
    return file && (await use(file))
  } catch (error) {
    if (isMissing(error as NodeJS.ErrnoException)) return undefined
    throw error
  }
}

/** Reads a regular file; undefined where there is none, or a larger one than it may be. */
export const readSmallFile = (path: string, mostBytes: number): Promise<Buffer | undefined> =>
  withRegularFile(path, async file => {
    const {size} = await file.stat()
    return size > mostBytes ? undefined : file.readFile()
  })

/** The first bytes of a regular file; undefined where there is none. */
export const readHead = (path: string, bytes: number): Promise<Buffer | undefined> =>
  withRegularFile(path, async file => {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  })
