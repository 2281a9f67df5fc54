import {closeSync} from 'node:fs'
import {places} from '../tables/places.ts'
import {readBoot, readMounts} from './boot.ts'
import type {LiveSystem} from './live-system.ts'
import {runUpgrade} from './upgrade/index.ts'
import {openLog} from './upgrade/leavings.ts'

/** Runs the upgrade under strace(1), into the file of the source that the kernel command line names. */
export async function traceUpgrade(live: LiveSystem): Promise<number> {
  const trace = openTrace(live)
  if (trace === undefined) return runUpgrade(live)
  const program = '/usr/bin/strace'
  const options = ['--follow-forks', '--absolute-timestamps', '--output-append-mode']
  const argv = [program, ...options, `--output=${trace}`, places.program, 'upgrade']
  // It takes the place of this program, and does not come back.
  process.execve?.(program, argv)
  return 1
}

/** Where the trace goes; undefined where there is no place for it, which the journal tells. */
function openTrace(live: LiveSystem): string | undefined {
  const {strace, machine} = readBoot(live)
  if (!strace) {
    live.say('upgrade.strace= names no file: the upgrade is not traced')
    return undefined
  }
  if (!readMounts(live).some(({target}) => target === machine?.sourceRoot)) {
    live.say('there is no place for the trace')
    return undefined
  }
  const trace = live.source.resolve(strace)
  try {
    // It shows what is read and written, passwords too.
    closeSync(openLog(trace))
    return trace
  } catch (error) {
    live.say(`${trace} cannot be written: the upgrade is not traced: ${(error as Error).message}`)
    return undefined
  }
}
