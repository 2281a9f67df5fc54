import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {places} from '../tables/places.ts'
import type {LiveSystem} from './live-system.ts'

/** Who may end a live boot. */
export type Claimant = 'upgrade' | 'give-up'

/**
 * Claims the end of this boot: of the upgrade and of who gives up for it, the first one has it, so that no reboot comes
 * into the middle of a change. The same one may claim it again.
 */
export function claimEnd(live: LiveSystem, claimant: Claimant): boolean {
  mkdirSync(live.path(places.state), {recursive: true})
  try {
    writeFileSync(live.path(places.claim), claimant, {flag: 'wx'})
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return live.readText(places.claim) === claimant
  }
}

/** Notes that it has been decided how this boot ends, or takes that back for a new run. */
export const markEnded = (live: LiveSystem) => writeFileSync(live.path(places.ended), '')

export const isByHand = (live: LiveSystem): boolean => existsSync(live.path(places.byHand))
