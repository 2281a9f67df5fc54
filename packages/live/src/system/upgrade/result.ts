import {parseOsRelease} from '@livemode/host'
import {writeDurably} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import type {Leavings} from './leavings.ts'

/** How a run stands or has ended, for who comes later. */
export interface Result {
  readonly result: 'running' | 'success' | 'failure'
  readonly reason: string
  readonly engine: string
  readonly buildId: string
  /** The pretty names of the two systems, see os-release(5). */
  readonly source: string
  readonly target: string
}

/** Leaves the result on the source's disk. */
export const leaveResult = (leavings: Pick<Leavings, 'result'>, result: Result) =>
  writeDurably(leavings.result, {content: `${JSON.stringify(result)}\n`})

/** The pretty names of the source and of this live system; empty where they have none. */
export const readNames = (live: LiveSystem) => ({
  source: nameOf(live.source.readText('/etc/os-release')),
  target: nameOf(live.readText('/etc/os-release')),
})

const nameOf = (text: string | undefined) =>
  text === undefined ? '' : (parseOsRelease(text).prettyName ?? '')
