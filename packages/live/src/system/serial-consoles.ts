import {closeSync, constants, openSync, writeSync} from 'node:fs'
import type {LiveSystem} from './live-system.ts'

/** The kernel's consoles that are no screens: nothing on them may move a cursor, for they are logs as well. */
export const serialConsoles = ({readText}: Pick<LiveSystem, 'readText'>): readonly string[] =>
  (readText('/sys/class/tty/console/active') ?? '')
    .trim()
    .split(' ')
    .filter(name => name !== '' && !/^tty\d*$/.test(name))

const {O_APPEND, O_NOCTTY, O_NONBLOCK, O_WRONLY} = constants
const flags = O_WRONLY | O_APPEND | O_NOCTTY | O_NONBLOCK

/** Says a line on each of them. One that takes nothing, or is not there, is not waited for. */
export function saySerially(live: Pick<LiveSystem, 'path' | 'readText'>, line: string): void {
  for (const name of serialConsoles(live)) {
    try {
      const console = openSync(live.path(`/dev/${name}`), flags)
      try {
        // Whoever sits there may have set the terminal to take lines as they are.
        writeSync(console, `livemode: ${line}\r\n`)
      } finally {
        closeSync(console)
      }
    } catch {
      // The log has it, too.
    }
  }
}
