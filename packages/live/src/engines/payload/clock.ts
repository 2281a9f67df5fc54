import {statSync} from 'node:fs'
import type {LiveSystem} from '../../system/live-system.ts'

/**
 * Sets a clock that is wrong for certain: it is earlier than a file that `install` has written. The signatures of the
 * indexes are not valid yet for such a clock.
 */
export function correctClock(live: LiveSystem, file: string, now = Date.now()): void {
  const {mtimeMs} = statSync(file)
  if (now >= mtimeMs) return
  live.say('the clock is behind the installation: it is set to the time of that')
  live.run(['date', '--set', `@${Math.ceil(mtimeMs / 1000)}`])
}
