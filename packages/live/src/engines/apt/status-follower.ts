import type {FollowOptions} from '../../system/follow.ts'
import type {EngineContext} from '../engine.ts'
import {parseAptStatus} from './status.ts'

/** How many lines of what was said last are kept for a failure. */
const lastLines = 20

/**
 * Follows what apt and the scripts below it say, for the log, for those who watch, and for the result. apt counts each
 * of its runs from 0 on: `from` is the percentage of the plan that is in place already.
 */
export function followStatus(
  {live, say, progress, note, root}: EngineContext,
  {from}: {readonly from: number},
): Pick<FollowOptions, 'onLine' | 'onStatus'> {
  const output: string[] = []
  return {
    onLine(line) {
      output.push(line)
      if (output.length > lastLines) output.shift()
      live.print(line)
    },
    onStatus(line) {
      const status = parseAptStatus(line)
      if (status === undefined) return
      const {kind, about, percent, text} = status
      if (kind === 'progress')
        progress({percent: from + ((100 - from) * percent) / 100, about: text})
      if (kind === 'conffile') {
        const path = about.startsWith(`${root}/`) ? about.slice(root.length) : about
        note({configurations: [{path, decision: 'kept', newVersion: null}]})
      }
      if (kind !== 'error') return
      say(`${about}: ${text}`)
      // What was said before it comes by another pipe, which may be read after this one.
      setImmediate(() => note({failures: [{about, text, output: [...output]}]}))
    },
  }
}
