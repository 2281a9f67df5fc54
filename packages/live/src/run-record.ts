// As in facts.ts.
import * as z from 'zod/mini'
import {engineIds} from './engines/ids.ts'

const count = z.int().check(z.nonnegative())

const runRecordSchema = z.object({
  version: z.literal(1),
  /** The installation that it is about; the record of another one says nothing. */
  installation: z.string(),
  buildId: z.string(),
  /** The source's pretty name before anything was changed, see os-release(5). */
  source: z.string(),
  engine: z.enum(engineIds),
  /** The engine's phase that has begun last; empty before the first. */
  phase: z.string(),
  /** Whether the source may have been changed. Once true it stays so until the upgrade has ended. */
  changed: z.boolean(),
  /** How often the upgrade has been begun. */
  tries: z.int().check(z.gte(1)),
  /** How many of these, the last ones in a row, have brought it no further. A record of an older livemode has none. */
  triesWithoutProgress: z._default(count, 0),
  /** How much of the plan was in place when it was begun last, as its engine counts it. It only grows. */
  inPlace: z._default(count, 0),
  /** Who has last seen to it that the live system boots next. */
  armedBy: z.enum(['install', 'live']),
  outcome: z.enum(['running', 'success', 'failure', 'rolled-back']),
  /** Whether the source is being taken back to its snapshot, or has been. */
  rollback: z._default(z.boolean(), false),
  /** Why it has failed; empty where it has not. */
  reason: z.string(),
})

/** How far the upgrade of a source has come; on its disk, written before what it says is done. */
export type RunRecord = Readonly<z.output<typeof runRecordSchema>>

/** Parses a run record; undefined for one that is damaged or of another version. */
export function parseRunRecord(text: string): RunRecord | undefined {
  try {
    return runRecordSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const renderRunRecord = (record: RunRecord): string =>
  `${JSON.stringify(record, undefined, 2)}\n`

/** The record of a run that begins; `earlier` is what the one before it has left. */
export function beginRun(
  {
    installation,
    buildId,
    source,
    engine,
  }: Pick<RunRecord, 'installation' | 'buildId' | 'source' | 'engine'>,
  earlier: RunRecord | undefined,
): RunRecord {
  // What another installation has begun has ended with it.
  const same = earlier?.installation === installation ? earlier : undefined
  return {
    version: 1,
    installation,
    buildId,
    source: same?.changed ? same.source : source,
    engine,
    phase: same?.changed ? same.phase : '',
    changed: same?.changed ?? false,
    tries: (same?.tries ?? 0) + 1,
    // Until it has come further, this one counts: it may be the next that loses its power.
    triesWithoutProgress: (same?.changed ? same.triesWithoutProgress : 0) + 1,
    inPlace: same?.changed ? same.inPlace : 0,
    armedBy: same?.armedBy ?? 'install',
    outcome: 'running',
    rollback: false,
    reason: '',
  }
}
