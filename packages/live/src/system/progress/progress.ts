// As in facts.ts.
import * as z from 'zod/mini'

const progressSchema = z.object({
  /** The pretty names of the two systems. */
  source: z.string(),
  target: z.string(),
  /** The phase that goes on; empty before the first. */
  phase: z.string(),
  /** Which one of how many it is. */
  place: z.int(),
  of: z.int(),
  /** Of the whole upgrade. */
  percent: z.int(),
  /** What is being done, in a few words. */
  about: z.string(),
  minutesLeft: z.nullable(z.int()),
  result: z.enum(['running', 'success', 'failure', 'rolled-back']),
  reason: z.string(),
})

/** How far the upgrade has come, for everything that shows it. */
export type Progress = Readonly<z.output<typeof progressSchema>>

/** Parses what `places.progress` holds; undefined for anything else. */
export function parseProgress(text: string): Progress | undefined {
  try {
    return progressSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const renderProgress = (progress: Progress): string => `${JSON.stringify(progress)}\n`

interface Weighed {
  readonly name: string
  readonly weight?: number
}

/** How much of the whole is done, in percent: the phases before one, and so much of that. */
export function wholePercent(
  phases: readonly Weighed[],
  {phase, percent}: {readonly phase: string; readonly percent: number},
): number {
  const index = phases.findIndex(({name}) => name === phase)
  if (index < 0) return 0
  const {before, own, behind} = weigh(phases, index)
  return Math.floor((100 * before + own * percent) / (before + own + behind))
}

/** Where a phase stood, and when, in seconds. */
interface Moment {
  readonly seconds: number
  readonly percent: number
}

/** Below that, what has been seen of a phase says nothing about the rest of it. */
const leastPercent = 5

/**
 * The minutes that are left of the whole, when a phase has gone on from one moment to another as it will; null while it
 * is too early to tell.
 */
export function minutesLeft(
  phases: readonly Weighed[],
  {phase, from, to}: {readonly phase: string; readonly from: Moment; readonly to: Moment},
): number | null {
  const index = phases.findIndex(({name}) => name === phase)
  const gained = to.percent - from.percent
  if (index < 0 || gained <= leastPercent) return null
  const {own, behind} = weigh(phases, index)
  const left = 100 - to.percent + (100 * behind) / own
  return Math.ceil((((to.seconds - from.seconds) / gained) * left) / 60)
}

function weigh(phases: readonly Weighed[], index: number) {
  const sum = (some: readonly Weighed[]) => some.reduce((total, {weight = 1}) => total + weight, 0)
  return {
    before: sum(phases.slice(0, index)),
    own: sum(phases.slice(index, index + 1)),
    behind: sum(phases.slice(index + 1)),
  }
}
