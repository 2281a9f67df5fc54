import {type LiveFile, writeLiveFile} from './live-file.ts'
import type {LiveSystem} from './live-system.ts'

/** What is to be done to the live system: decided as a whole before any of it is done. */
export interface Changes {
  /** Lines for the journal. */
  readonly lines: readonly string[]
  readonly files: readonly LiveFile[]
  /** Programs that are run when the files are there, in this order. */
  readonly programs: readonly (readonly string[])[]
}

export const noChanges: Changes = {lines: [], files: [], programs: []}

/**
 * Decides by `plan` and does it. Gives whether all of it has been done; what has not, and what the programs print,
 * is in the journal.
 */
export function makeChanges(live: LiveSystem, plan: (live: LiveSystem) => Changes): boolean {
  try {
    const {lines, files, programs} = plan(live)
    lines.forEach(live.say)
    for (const file of files) writeLiveFile(live, file)
    // One that fails does not take the others with it: each is of use by itself.
    return programs.map(argv => runProgram(live, argv)).every(Boolean)
  } catch (error) {
    live.say(error instanceof Error ? error.message : String(error))
    return false
  }
}

function runProgram(live: LiveSystem, argv: readonly string[]): boolean {
  const {code, stdout, stderr} = live.run(argv)
  for (const line of `${stdout}\n${stderr}`.split('\n')) if (line.trim() !== '') live.say(line)
  if (code === 0) return true
  const how =
    code === null ? 'could not be run, or did not end in time' : `exited with code ${code}`
  live.say(`${argv.join(' ')} ${how}`)
  return false
}
