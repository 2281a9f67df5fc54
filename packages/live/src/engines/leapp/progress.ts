import {type LeappRun, leappPlaces, readLeappRun} from '@livemode/host'
import {type EngineContext, Refusal} from '../engine.ts'

/** Leapp's phases after the reboot until the next one, in their order, by who runs them. */
export const leappPhases = {
  'rpm-upgrade': ['InitRamStart', 'LateTests', 'Preparation', 'RPMUpgrade'],
  finalization: ['Applications', 'ThirdPartyApplications', 'Finalization'],
} as const

export type LeappStep = keyof typeof leappPhases

const all: readonly string[] = Object.values(leappPhases).flat()

/** Reads how far Leapp has come. Throws a `Refusal` where its database does not tell. */
export function readProgress({live}: Pick<EngineContext, 'live'>): LeappRun {
  try {
    const run = readLeappRun(live.source.resolve(leappPlaces.database))
    if (run !== undefined) return run
  } catch (error) {
    throw new Refusal(
      `${leappPlaces.database} of the source cannot be read: ${(error as Error).message}`,
    )
  }
  throw new Refusal(`${leappPlaces.database} of the source has no upgrade`)
}

/** Whether a step has come to its end, with errors or without, or what follows it has: somebody may have brought it there by hand. */
export const hasEnded = (
  {phase = '', isPhaseWhole}: Pick<LeappRun, 'phase' | 'isPhaseWhole'>,
  step: LeappStep,
): boolean => isPhaseWhole && all.indexOf(phase) >= all.indexOf(leappPhases[step].at(-1) ?? '')

/**
 * Throws a `Refusal` unless Leapp would do all that is left to do: it goes on behind the phase that it was in last, whether
 * that has ended or not, and after an error it stops behind each.
 */
export function assertGoesOn({phase = '', isPhaseWhole, errors}: LeappRun): void {
  const by = 'end it by hand as the log says, or bring the source back from a backup'
  if (errors > 0)
    throw new Refusal(
      `Leapp has failed in its phase ${phase}, and does not go on after that: ${by}`,
    )
  if (isPhaseWhole) return
  throw new Refusal(
    `Leapp was interrupted in its phase ${phase}, and would pass over what is left of that: ${by}`,
  )
}

/** See `Engine.measure`. */
export function measure(context: Pick<EngineContext, 'live'>): number {
  try {
    return readProgress(context).steps
  } catch {
    return 0
  }
}
