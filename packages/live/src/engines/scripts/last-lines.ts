import type {EngineContext} from '../engine.ts'

/** How many lines of what was said last are kept for a failure. */
const most = 20

/** Leaves in the log what a package manager and the scripts below it say, and keeps the last of it for what fails. */
export function keepLines({live, say, note}: EngineContext) {
  const output: string[] = []
  return {
    onLine(line: string) {
      output.push(line)
      if (output.length > most) output.shift()
      live.print(line)
    },
    tellFailure(about: string, text: string) {
      say(`${about}: ${text}`)
      // What was said before it comes by another pipe, which may be read after this one.
      setImmediate(() => note({failures: [{about, text, output: [...output]}]}))
    },
  }
}
