import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {DnfTransaction} from '@livemode/config'
import {limits} from '../../tables/limits.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {actOnSource, environment} from '../scripts/in-source.ts'
import {databaseFolder} from './database-folder.ts'
import {readInstalled} from './installed.ts'
import {keyOf, type Present, type Remaining, type Simulated} from './plan.ts'
import {type DnfPlaces, renderRequest} from './request.ts'
import {followDnf} from './status.ts'

/** dnf and rpm of the live system, as they act on the source's root. */
export interface Dnf {
  /** What is installed, whatever state it is in. */
  readonly present: () => Present
  /** What dnf would do for that; `isTested`: rpm has been asked whether that is possible, too. Throws a `Refusal`. */
  readonly simulate: (remaining: Remaining, options?: {readonly isTested: boolean}) => Simulated
  /** Does it; gives the exit code. */
  readonly run: (remaining: Remaining) => Promise<number | null>
}

/** Makes what dnf works with. Nothing of it changes the source's packages. */
export function openDnf(context: EngineContext, plan: DnfTransaction): Dnf {
  const {live} = context
  const program = live.path(`${places.library}/dnf-transaction`)
  const state = live.source.resolve(sourcePlaces.dnfState)
  const where: DnfPlaces = {
    root: live.source.root,
    database: databaseFolder(live),
    packages: live.source.resolve(sourcePlaces.packages),
    state,
  }
  const request = join(live.path(places.state), 'dnf-request.json')
  const put = (remaining: Remaining) => {
    // What a loss of power has left of its caches may be empty.
    rmSync(state, {recursive: true, force: true})
    mkdirSync(state, {recursive: true})
    mkdirSync(live.path(places.state), {recursive: true})
    writeFileSync(request, renderRequest(where, {plan, remaining}))
  }
  return {
    present: () => new Set(readInstalled(context).map(keyOf)),
    simulate(remaining, {isTested} = {isTested: false}) {
      put(remaining)
      const argv = [program, request, isTested ? 'test' : 'simulate']
      const {code, stdout, stderr} = live.run(argv, {environment, seconds: limits.packages})
      if (code === 0) return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Simulated
      throw new Refusal(`dnf does not agree with the plan: ${reasonIn(stderr)}`)
    },
    run(remaining) {
      put(remaining)
      return actOnSource(context, [program, request, 'run'], followDnf(context))
    },
  }
}

/** What dnf says last, and from where it begins to be an error. */
function reasonIn(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const start = lines.findIndex(line => line.startsWith('error: '))
  return lines
    .slice(start < 0 ? -3 : start)
    .map(line => line.trim())
    .join(' ')
}
