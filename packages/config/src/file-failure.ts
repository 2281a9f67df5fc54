import type {EventEmitter} from 'node:events'
import {basename, dirname} from 'node:path'
import {getSystemErrorMessage} from 'node:util'
import {LivemodeError} from './error.ts'

/** What a disk may say of any file, whichever call it was that has met it. */
const codesOfDisks = ['EDQUOT', 'EFBIG', 'EIO', 'ENOSPC', 'EROFS']

/**
 * What the operating system has refused about a file, as an error for a reader, `FILE_FAILED` with its name and the reason;
 * any other error as it is.
 */
export function fileFailure(error: unknown): unknown {
  if (error instanceof LivemodeError || !(error instanceof Error)) return error
  const {errno, code = '', path, dest, syscall = ''} = error as NodeJS.ErrnoException & Moved
  if (errno === undefined || syscall.startsWith('spawn')) return error
  if (path === undefined && !codesOfDisks.includes(code)) return error
  const place = dest ?? path
  const what = place === undefined ? `a file cannot be used (${syscall})` : place
  return new LivemodeError('FILE_FAILED', `${what}: ${systemMessage(errno)}`, {
    cause: error,
  })
}

/** What a file is called until it is whole: its own name with something before or behind it. */
const isPartOf = (path: string, told: string): boolean =>
  dirname(told) === dirname(path) &&
  basename(told)
    .replace(/^\./, '')
    .startsWith(`${basename(path)}.`)

/** What an error of the operating system says, by its number; those of Node's own have it without its sign. */
export const systemMessage = (errno: number): string => getSystemErrorMessage(-Math.abs(errno))

/** What a rename and a copy tell besides. */
interface Moved {
  readonly dest?: string
}

/** A stream of a file in whose errors its name is: a read that fails does not tell it. */
export function namingReads<T extends EventEmitter>(path: string, stream: T): T {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    error.path ??= path
  })
  return stream
}

/** Does something to a file, and has its name in what the operating system refuses: a write that fails does not tell it. */
export async function naming<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const {code = '', path: told} = error as NodeJS.ErrnoException
    // What it is called until it is whole says nothing to a reader; a network has no name.
    const isMeant = told === undefined ? codesOfDisks.includes(code) : isPartOf(path, told)
    if (isMeant) Object.assign(error as Error, {path})
    throw error
  }
}
