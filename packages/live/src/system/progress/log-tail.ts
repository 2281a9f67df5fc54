import {closeSync, fstatSync, openSync, readSync} from 'node:fs'

/** The end of a log that grows, may come late, and may be rotated: what was read stays. */
export interface LogTail {
  /** Reads what has come, and gives the last lines. */
  readonly read: () => readonly string[]
}

/** More than a screen has. */
const mostLines = 300

/** Of what has come since it was last looked at, no more is read. */
const mostBytes = 128 * 1024

/** Follows a log by its name. */
export function openLogTail(path: string): LogTail {
  let lines: readonly string[] = []
  let file = {id: '', offset: 0}
  let rest = ''

  const readMore = (log: number) => {
    const {dev, ino, size} = fstatSync(log)
    const id = `${dev}:${ino}`
    if (id !== file.id || size < file.offset) {
      file = {id, offset: 0}
      rest = ''
    }
    const from = Math.max(file.offset, size - mostBytes)
    const buffer = Buffer.alloc(size - from)
    const count = readSync(log, buffer, 0, buffer.length, from)
    // What is left out may have begun in the middle of a line.
    const isCut = from > file.offset
    const parts = `${isCut ? '' : rest}${buffer.toString('utf8', 0, count)}`.split('\n')
    file = {id, offset: from + count}
    rest = parts.pop() ?? ''
    lines = [...lines, ...parts.slice(isCut ? 1 : 0)].slice(-mostLines)
  }

  return {
    read() {
      try {
        const log = openSync(path, 'r')
        try {
          readMore(log)
        } finally {
          closeSync(log)
        }
      } catch {
        // It is not there yet, or not any more.
      }
      return lines
    },
  }
}
