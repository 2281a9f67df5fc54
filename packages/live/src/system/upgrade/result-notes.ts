import type {UpgradeResult} from '@livemode/config'
import type {Notes} from '../../engines/engine.ts'

/** What a result says of a run from its beginning on. */
export type Identity = Pick<
  UpgradeResult,
  'installation' | 'engine' | 'buildId' | 'source' | 'target' | 'tries'
>

/** The result of a run that begins: it goes on with what earlier runs of the same installation have told. */
export function beginResult(
  identity: Identity,
  earlier: UpgradeResult | undefined = undefined,
): UpgradeResult {
  const same =
    identity.installation !== '' && earlier?.installation === identity.installation
      ? earlier
      : undefined
  return {
    ...identity,
    version: 1,
    result: 'running',
    reason: '',
    phases: same?.phases ?? [],
    packages: same?.packages ?? null,
    configurations: same?.configurations ?? [],
    failures: same?.failures ?? [],
    advice: '',
    lookAt: same?.lookAt ?? [],
    peakMemoryBytes: same?.peakMemoryBytes ?? null,
  }
}

/** Adds a run of a phase. */
export function addRun({phases, ...rest}: UpgradeResult, name: string): UpgradeResult {
  const isThere = phases.some(phase => phase.name === name)
  return {
    ...rest,
    phases: isThere
      ? phases.map(phase => (phase.name === name ? {...phase, runs: phase.runs + 1} : phase))
      : [...phases, {name, runs: 1, seconds: 0}],
  }
}

/** Adds to the time that a phase has taken. */
export const addSeconds = (
  {phases, ...rest}: UpgradeResult,
  {name, seconds}: {readonly name: string; readonly seconds: number},
): UpgradeResult => ({
  ...rest,
  phases: phases.map(phase =>
    phase.name === name
      ? {...phase, seconds: Math.round((phase.seconds + seconds) * 10) / 10}
      : phase,
  ),
})

/** Has the result know of so much memory that was used. */
export const addPeak = (
  {peakMemoryBytes, ...rest}: UpgradeResult,
  bytes: number | undefined,
): UpgradeResult => ({
  ...rest,
  peakMemoryBytes: bytes === undefined ? peakMemoryBytes : Math.max(bytes, peakMemoryBytes ?? 0),
})

/** More than anybody reads, and less than would make the file a log. */
const mostFailures = 50

/** Adds what an engine tells: of each file and package the last word counts. */
export function addNotes(result: UpgradeResult, notes: Notes): UpgradeResult {
  const {packages = result.packages, configurations = [], failures = [], lookAt = []} = notes
  return {
    ...result,
    packages,
    configurations: lastOfEach([...result.configurations, ...configurations], ({path}) => path),
    failures: lastOfEach([...result.failures, ...failures], ({about}) => about).slice(
      -mostFailures,
    ),
    lookAt: lastOfEach([...result.lookAt, ...lookAt], line => line),
  }
}

const lastOfEach = <T>(all: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(all.map(one => [key(one), one])).values(),
]
