import type {UpgradeResult} from '@livemode/config'
import type {Notes} from '../../engines/engine.ts'
import type {LiveSystem} from '../live-system.ts'
import type {Leavings} from './leavings.ts'
import {leaveResult, readResult} from './result.ts'
import {addNotes, addPeak, addRun, addSeconds, beginResult, type Identity} from './result-notes.ts'

/** The result of a run, kept on the source's disk as it changes. */
export interface Account {
  readonly change: (change: Partial<UpgradeResult>) => void
  readonly note: (notes: Notes) => void
  /** Begins a run of a phase, and ends that of the one before. */
  readonly beginPhase: (name: string) => void
  /** Counts the seconds until now, and has all of it on the disk, with the memory that was used at the most. */
  readonly save: (memory: number | undefined) => void
}

/** Opens the result of a run that begins. Where the disk does not take it, the upgrade goes on: the log says so, once. */
export function openAccount(
  live: LiveSystem,
  leavings: Pick<Leavings, 'result'>,
  identity: Identity,
): Account {
  let result = beginResult(identity, readResult(leavings))
  let phase: {readonly name: string; readonly since: number} | undefined
  let isTold = false
  const countSeconds = () => {
    if (phase === undefined) return
    const now = live.seconds()
    result = addSeconds(result, {name: phase.name, seconds: now - phase.since})
    phase = {name: phase.name, since: now}
  }
  const save = (memory?: number) => {
    countSeconds()
    result = addPeak(result, memory)
    try {
      leaveResult(leavings, result)
    } catch (error) {
      if (!isTold) live.say(`the result cannot be written: ${(error as Error).message}`)
      isTold = true
    }
  }
  return {
    change(change) {
      result = {...result, ...change}
      save()
    },
    note(notes) {
      result = addNotes(result, notes)
      save()
    },
    beginPhase(name) {
      countSeconds()
      phase = {name, since: live.seconds()}
      result = addRun(result, name)
      save()
    },
    save,
  }
}
