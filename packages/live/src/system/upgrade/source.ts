import {isRefusal, Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {type Boot, readMounts} from '../boot.ts'
import type {LiveSystem} from '../live-system.ts'
import {chooseLeavings, type Leavings, openLog} from './leavings.ts'
import {assertSource, findMissing, type MissingMount} from './source-check.ts'

/** The source system of this boot: it has been recognised, and its log is open. */
export interface Source {
  readonly machine: MachineFacts
  readonly missing: readonly MissingMount[]
  readonly leavings: Leavings
  readonly log: number
}

/** Finds the source, and opens its log; else gives the reason why there is none to work with. */
export function openSource(live: LiveSystem, {machine, machineProblem}: Boot): Source | Refusal {
  if (machine === undefined) return new Refusal(machineProblem)
  try {
    const mounts = readMounts(live)
    assertSource(live, {machine, mounts})
    const missing = findMissing(machine, mounts)
    const leavings = chooseLeavings(live, missing)
    return {machine, missing, leavings, log: openLog(leavings.log)}
  } catch (error) {
    if (isRefusal(error)) return error
    return new Refusal(`the source system cannot be worked with: ${(error as Error).message}`)
  }
}
