import type {FollowOptions} from '../../system/follow.ts'
import type {EngineContext} from '../engine.ts'
import {keepLines} from '../scripts/last-lines.ts'
import {parseAptStatus, parseDpkgStatus} from './status.ts'

type Follower = Pick<FollowOptions, 'onLine' | 'onStatus'>

/**
 * Follows what apt and the scripts below it say, for the log, for those who watch, and for the result. apt counts each
 * of its runs from 0 on: `from` is the percentage of the plan that is in place already.
 */
export function followApt(context: EngineContext, {from}: {readonly from: number}): Follower {
  const {progress, note, root} = context
  const {onLine, tellFailure} = keepLines(context)
  return {
    onLine,
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
      if (kind === 'error') tellFailure(about, text)
    },
  }
}

/** In apt's words. */
const doing: Readonly<Record<string, string>> = {
  configure: 'Configuring',
  trigproc: 'Running post-installation trigger',
}

/** The same for a run of dpkg: `done` of the plan's `steps` are in place already. */
export function followDpkg(
  context: EngineContext,
  {done, steps}: {readonly done: number; readonly steps: number},
): Follower {
  const {onLine, tellFailure} = keepLines(context)
  // Triggers have a package come to it more than once.
  const installed = new Set<string>()
  return {
    onLine,
    onStatus(line) {
      const status = parseDpkgStatus(line)
      if (status === undefined) return
      const {kind, about, text} = status
      if (kind === 'installed') installed.add(about)
      if (kind === 'error') tellFailure(about, text)
      if (kind !== 'begun') return
      const percent = Math.min(100, (100 * (done + installed.size)) / steps)
      context.progress({percent, about: `${doing[text] ?? text} ${about}`})
    },
  }
}
