import type {UpgradeResult} from '@livemode/config'
import type {Engine, Notes, Step} from '../../engines/engine.ts'
import type {LiveSystem} from '../live-system.ts'
import {readUsedMemory} from '../memory.ts'
import {openDisplay} from '../progress/display.ts'
import {openAccount} from './account.ts'
import type {Leavings} from './leavings.ts'
import type {Identity} from './result-notes.ts'

/** What a run tells while it goes on: by the result on the source's disk, and to those who watch. */
export interface Report {
  /** Changes what it says of the run. */
  readonly change: (change: Pick<Identity, 'source' | 'tries'>) => void
  /** Knows from here on what there is to do. */
  readonly plan: (phases: Engine['phases']) => void
  readonly beginPhase: (name: string) => void
  readonly progress: (step: Step) => void
  readonly note: (notes: Notes) => void
  /** Tells how it has ended. */
  readonly end: (end: Pick<UpgradeResult, 'result' | 'reason' | 'advice'>) => void
}

/** How often it is looked at what the live system uses, in milliseconds. */
const interval = 1000

/** What the result says of the time may be so old after a loss of power, in seconds. */
const oldest = 60

/** Opens the report of a run that begins. */
export function openReport(
  live: LiveSystem,
  {leavings, identity}: {readonly leavings: Leavings; readonly identity: Identity},
): Report {
  const account = openAccount(live, leavings, identity)
  const {engine, source, target} = identity
  const display = openDisplay(live, {
    source,
    target,
    say: line => live.say(`${engine}: ${line}`),
  })
  const memory = watchMemory(live)
  let saved = live.seconds()
  const timer = setInterval(() => {
    memory.look()
    display.tick()
    if (live.seconds() - saved < oldest) return
    saved = live.seconds()
    account.save(memory.peak())
  }, interval)
  return {
    change({source, tries}) {
      account.change({source, tries})
      display.change({source})
    },
    plan: display.plan,
    beginPhase(name) {
      account.beginPhase(name)
      display.beginPhase(name)
    },
    progress(step) {
      memory.look()
      display.progress(step)
    },
    note: account.note,
    end(end) {
      clearInterval(timer)
      memory.look()
      account.change(end)
      account.save(memory.peak())
      display.end(end)
    },
  }
}

/** The most memory that was used whenever it was looked at. */
function watchMemory(live: LiveSystem) {
  let most: number | undefined
  return {
    look() {
      const used = readUsedMemory(live)
      if (used !== undefined) most = Math.max(most ?? 0, used)
    },
    peak: () => most,
  }
}
