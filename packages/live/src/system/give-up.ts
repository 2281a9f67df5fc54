import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {places} from '../tables/places.ts'
import {readBoot} from './boot.ts'
import {carryOut, planEnd, sayOnConsoles} from './end.ts'
import type {LiveSystem} from './live-system.ts'
import {begunMark} from './upgrade/index.ts'

/** Ends a live boot in which the upgrade has not begun, as the failure policy has it. */
export async function giveUp(live: LiveSystem, reason: string): Promise<number> {
  if (existsSync(live.path(begunMark))) return 0
  mkdirSync(live.path(places.state), {recursive: true})
  writeFileSync(live.path(begunMark), '')
  sayOnConsoles(live, `nothing is upgraded: ${reason}`)
  const outcome = {isSuccess: false, changed: false, isByHand: false}
  await carryOut(live, planEnd(live, {boot: readBoot(live), ...outcome}), outcome)
  return 0
}
