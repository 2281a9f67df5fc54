import {type Engine, type EngineContext, Refusal} from '../../engines/engine.ts'
import type {RunRecord} from '../../run-record.ts'
import {limits} from '../../tables/limits.ts'

/**
 * What the record says of a try when it is known how much is in place, and whether a person has started it: that begins
 * a new count, and so does what the tries before it have brought in place.
 */
export function countTry(
  {inPlace, triesWithoutProgress}: RunRecord,
  found: {readonly inPlace: number; readonly byHand: boolean},
): Pick<RunRecord, 'inPlace' | 'triesWithoutProgress'> {
  const isNew = found.byHand || found.inPlace > inPlace
  return {
    inPlace: Math.max(inPlace, found.inPlace),
    triesWithoutProgress: isNew ? 1 : triesWithoutProgress,
  }
}

/** How much of an engine's work is in place; 0 where that cannot be told. */
export function measureInPlace(engine: Engine, context: EngineContext): number {
  try {
    engine.mend?.(context)
    return engine.measure?.(context) ?? 0
  } catch (error) {
    context.say(`how much is in place cannot be told: ${(error as Error).message}`)
    return 0
  }
}

/** Throws a `Refusal` where the tries before this one have shown that one more would bring it no further. */
export function assertWorthTrying({changed, triesWithoutProgress}: RunRecord): void {
  const most = limits.triesWithoutProgress
  if (!changed || triesWithoutProgress <= most) return
  throw new Refusal(
    `the upgrade has been begun ${most} times in a row without coming any further, and is not begun again by itself`,
  )
}
