import {Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {parseRunRecord, type RunRecord} from '../../run-record.ts'
import {sourcePlaces} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'
import {readTrial} from './trial.ts'

/** Whether the source may have been changed: the record says so or cannot be read, or what it has become is on trial. */
export function mayBeChanged(live: LiveSystem): boolean {
  if (readTrial(live) !== undefined) return true
  const text = live.source.readText(sourcePlaces.runRecord)
  return text !== undefined && (parseRunRecord(text)?.changed ?? true)
}

/** The record that an earlier run has left. Throws a `Refusal` where there is one that cannot be read. */
export function readEarlier(live: LiveSystem): RunRecord | undefined {
  if (!live.source.has(sourcePlaces.runRecord)) return undefined
  const record = parseRunRecord(live.source.readText(sourcePlaces.runRecord) ?? '')
  if (record) return record
  throw new Refusal(
    `${sourcePlaces.runRecord} of the source system cannot be read: nobody knows how far an earlier run has come`,
  )
}

/** Whether an earlier boot has changed the source to its end, and only the loader does not know. */
export const hasEnded = (earlier: RunRecord | undefined, {installation}: MachineFacts): boolean =>
  earlier?.installation === installation &&
  earlier.outcome === 'success' &&
  earlier.armedBy === 'live'

/** Tells how the run before this one has ended, where it was one of this installation. */
export function tellOfEarlier(
  live: LiveSystem,
  earlier: RunRecord | undefined,
  {installation}: MachineFacts,
): void {
  if (earlier?.installation !== installation) return
  if (earlier.outcome === 'running') live.say('the run before this one was interrupted')
  if (earlier.outcome === 'failure') live.say(`the run before this one failed: ${earlier.reason}`)
}

/** The same of this installation alone; undefined where there is none that can be read. */
export function readOwnRecord(
  live: LiveSystem,
  {installation}: MachineFacts,
): RunRecord | undefined {
  const record = parseRunRecord(live.source.readText(sourcePlaces.runRecord) ?? '')
  return record?.installation === installation ? record : undefined
}
