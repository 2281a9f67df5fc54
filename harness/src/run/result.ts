import type {Progress} from '@livemode/livemode'
import type {CheckId} from '../checks/index.ts'
import type {ScenarioId} from '../scenarios/index.ts'

interface Step {
  readonly title: string
  readonly seconds: number
}

/** What came of a scenario. */
export interface ScenarioResult {
  readonly scenario: ScenarioId
  readonly passed: boolean
  readonly seconds: number
  readonly steps: readonly Step[]
  /** What was shown to be true, a sentence each. */
  readonly proofs: readonly string[]
  /** Pictures of the screen, as paths. */
  readonly screens: readonly string[]
  /** The folder of the artifacts that were booted; undefined when there were none. */
  readonly artifacts: string | undefined
  /** The folder of the consoles and screens. */
  readonly out: string
  /** The check that failed; undefined when it was something else. */
  readonly check: CheckId | undefined
  readonly error: unknown
}

/** What a scenario that runs has shown so far. */
export interface Findings {
  /** The check that is going on, or that has failed. */
  check: CheckId | undefined
  readonly proofs: string[]
  readonly screens: string[]
}

/** The same progress, with every step that was done also written down. */
export function recordSteps(progress: Progress): {progress: Progress; steps: readonly Step[]} {
  const steps: Step[] = []
  return {
    steps,
    progress: {
      timings: progress.timings,
      async step(title, run) {
        const result = await progress.step(title, run)
        steps.push({title, seconds: progress.timings[title] ?? 0})
        return result
      },
    },
  }
}
