import {existsSync} from 'node:fs'
import {leappPlaces, readLeappState} from '@livemode/host'
import {assertBootableByMenu} from '../boot/boot.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {nspawn} from './container.ts'

/**
 * Makes sure, before anything is changed, that Leapp can go on: it is there, what it has prepared is whole as far as it says
 * itself, the live system can run it, and what it makes of the source can be tried.
 */
export async function verify(context: EngineContext): Promise<void> {
  const {live, say} = context
  const state = readLeappState({
    has: path => live.source.has(path),
    list: path => live.source.list(path),
    readText: path => live.source.readText(path),
    resolve: path => live.source.resolve(path),
  })
  if (state === undefined)
    throw new Refusal(`the source has no Leapp: ${leappPlaces.program} is not there`)
  if (state.problem !== null) throw new Refusal(`Leapp has prepared nothing: ${state.problem}`)
  if (!existsSync(live.path(nspawn))) {
    throw new Refusal(`the live system has no ${nspawn}, which runs Leapp in the source`)
  }
  assertBootableByMenu(context)
  if (live.source.has(leappPlaces.failed))
    say(`${leappPlaces.failed} is there: an earlier upgrade by Leapp has failed`)
  say(`Leapp goes on to release ${state.release ?? state.to}`)
}
