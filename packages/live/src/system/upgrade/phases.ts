import {pathToFileURL} from 'node:url'
import {type Engine, type EngineContext, Refusal} from '../../engines/engine.ts'
import type {EngineId} from '../../engines/ids.ts'
import type {ImageFacts} from '../../facts.ts'
import type {RunRecord} from '../../run-record.ts'
import {places} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'
import type {Report} from './report.ts'

/** Loads an engine from its module in the image. Throws a `Refusal` when the image does not carry it. */
export async function loadEngine(
  live: LiveSystem,
  {id, image}: {id: EngineId; image: Pick<ImageFacts, 'engines'>},
): Promise<Engine> {
  if (!image.engines.includes(id)) throw new Refusal(`this image has no engine ${id}`)
  const file = live.path(`${places.engines}/${id}.mjs`)
  const {default: engine} = await import(pathToFileURL(file).href)
  return engine
}

/**
 * Has an engine put in order what a loss of power may have left; what it cannot is for its phases to meet. Gives the phase to
 * go on with: the record's, or an earlier one.
 */
export async function resumeEngine(
  engine: Engine,
  {context, record}: {context: EngineContext; record: RunRecord},
): Promise<string> {
  try {
    const repeated = await engine.resume?.(context)
    const done = engine.phases.slice(0, -phasesFrom(engine, record).length)
    return done.find(({name}) => name === repeated)?.name ?? record.phase
  } catch (error) {
    context.say(`what a loss of power may have left is not in order: ${(error as Error).message}`)
    return record.phase
  }
}

/**
 * Runs the phases of an engine in their order, from the one that the record names where it has been changing the source
 * already. The record says what is about to be done before it is done.
 */
export async function runPhases(
  engine: Engine,
  run: {
    readonly record: RunRecord
    /** Keeps a change of the record on the disk. */
    readonly keep: (change: Partial<RunRecord>) => void
    /** Keeps the source as it is, so that it can be taken back; asked once, before the first change. */
    readonly snapshot: () => Promise<void>
    /** Has the live system boot until the upgrade has ended. */
    readonly hold: () => void
    readonly context: EngineContext
    /** What the administrator has run before the first change, and after the last one. */
    readonly hooks: {readonly before: () => Promise<void>; readonly after: () => Promise<void>}
    readonly report: Pick<Report, 'plan' | 'beginPhase'>
  },
): Promise<void> {
  const {record, keep, snapshot, hold, context, hooks, report} = run
  report.plan(engine.phases)
  let {changed} = record
  for (const [index, {name, changes, run: runPhase}] of phasesFrom(engine, record).entries()) {
    if (changes && !changed) {
      await hooks.before()
      await snapshot()
    }
    changed ||= changes
    // First what boots next: with the record alone a loss of power would end in a system that cannot boot.
    if (changes) hold()
    keep({
      phase: name,
      ...(changes && {changed: true, armedBy: 'live'}),
      ...(index > 0 && {triesWithoutProgress: 0}),
    })
    context.live.say(`phase ${name}`)
    report.beginPhase(name)
    await runPhase(context)
  }
  if (changed) await hooks.after()
}

/** The phases that are left to do. */
export function phasesFrom(
  {phases}: Engine,
  {changed, phase}: RunRecord,
): Engine['phases'][number][] {
  const first = changed ? phases.findIndex(({name}) => name === phase) : 0
  return phases.slice(Math.max(first, 0))
}
