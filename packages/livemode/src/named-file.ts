import {isUtf8} from 'node:buffer'
import {open, stat} from 'node:fs/promises'
import {LivemodeError, placeFinder} from '@livemode/config'
import {readWithin} from '@livemode/host'

/** More than any of these files has, and little enough to be held against its rules in a moment. */
export const mostBytes = 1024 * 1024

/** Makes the error for a file that cannot be read. */
export type Refuse = (why: string, cause?: unknown) => LivemodeError

export const refuseAsUsage =
  (file: string): Refuse =>
  (why, cause) =>
    new LivemodeError('USAGE', `${file}: ${why}`, {cause})

export const tooLarge = (refuse: Refuse, mostBytes: number) =>
  refuse(`it has more than ${mostBytes} bytes, which cannot be right`)

/** The paths of what this process has been given open, see proc_pid_fd(5). */
const isOpen = /^\/dev\/(?:stdin|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/

/** Reads a file that is text. `refuse` makes the error when that does not go. */
export const readText = async (
  file: string,
  refuse: Refuse = refuseAsUsage(file),
): Promise<string> => textOf(await readBytes(file, {mostBytes, refuse}), refuse)

export async function readBytes(
  file: string,
  {mostBytes, refuse = refuseAsUsage(file)}: {mostBytes: number; refuse?: Refuse},
): Promise<Buffer> {
  try {
    const found = await stat(file)
    if (found.isCharacterDevice() || found.isBlockDevice()) throw refuse('it is a device')
    // Opening one that nobody writes to waits for ever; what is open already has somebody who does.
    if (found.isFIFO() && !isOpen.test(file)) throw refuse('it is a pipe')
    await using opened = await open(file)
    const bytes = await readWithin(opened, mostBytes)
    if (bytes === undefined) throw tooLarge(refuse, mostBytes)
    return bytes
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    const {code} = error as NodeJS.ErrnoException
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      ENOTDIR: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'it cannot be read: permission denied',
    }
    throw refuse(reasons[code ?? ''] ?? `it cannot be read (${code})`, error)
  }
}

export function textOf(bytes: Buffer, refuse: Refuse): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const text = bytes.toString('utf8')
  const {line, column} = placeFinder(text)(text.indexOf('\ufffd'))
  throw refuse(`it is no text in UTF-8 from line ${line}, column ${column} on`)
}
