import {constants} from 'node:fs'
import {type FileHandle, open, stat} from 'node:fs/promises'
import {LivemodeError} from '@livemode/config'

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
  withRegularFile(path, file => readWithin(file, mostBytes))

/** More than any file has that is read whole, but for those of packages. */
const mostFileBytes = 16 * 1024 * 1024

/**
 * Reads a file whole; undefined where there is none.
 *
 * Throws `FILE_FAILED` when something else is there, it is too large to be right, or it cannot be read.
 */
export async function readWholeFile(path: string): Promise<Buffer | undefined> {
  const refuse = (why: string, cause?: unknown) =>
    new LivemodeError('FILE_FAILED', `${path} cannot be read: ${why}`, {cause})
  try {
    await using file = await openRegularFile(path)
    if (file === undefined) throw refuse('it is no regular file')
    const content = await readWithin(file, mostFileBytes)
    if (content === undefined) throw refuse(`it has more than ${mostFileBytes} bytes`)
    return content
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    const {code = ''} = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw refuse(code, error)
  }
}

/**
 * Reads what a file has; undefined where that is more than it may be. It is counted while it is read: a file may grow, and
 * those of the kernel tell no size.
 */
export async function readWithin(file: FileHandle, mostBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  for (let left = mostBytes + 1; left > 0; ) {
    const {buffer, bytesRead} = await file.read(Buffer.allocUnsafe(Math.min(left, chunkBytes)))
    if (bytesRead === 0) return Buffer.concat(parts)
    parts.push(buffer.subarray(0, bytesRead))
    left -= bytesRead
  }
  return undefined
}

const chunkBytes = 64 * 1024

/** The first bytes of a regular file; undefined where there is none. */
export const readHead = (path: string, bytes: number): Promise<Buffer | undefined> =>
  withRegularFile(path, async file => {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  })
