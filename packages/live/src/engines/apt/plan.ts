import type {AptTransaction} from '@livemode/config'
import {Refusal} from '../engine.ts'
import {parseSimulation} from './simulation.ts'

type Plan = Pick<AptTransaction, 'upgrade' | 'new' | 'remove' | 'architectures'>

/**
 * The plan as words for `apt-get install`, see apt-get(8): each version is named, so that a repeated run installs what
 * was planned, and forgets no package that only another one had recommended. Only what is present is to be removed: a
 * name that apt does not know is an error, or a pattern that others match.
 */
export const planWords = (plan: Plan, present: ReadonlySet<string>): readonly string[] => [
  ...[...plannedVersions(plan)].map(([name, version]) => `${name}=${version}`),
  ...plan.remove
    .map(({package: name}) => withArchitecture(name, plan))
    .filter(name => present.has(name))
    .map(name => `${name}-`),
]

/** The version that each package of the plan has in the end, by its name with architecture. */
export const plannedVersions = (plan: Plan): ReadonlyMap<string, string> =>
  new Map([
    ...plan.upgrade.map(({package: name, to}) => [withArchitecture(name, plan), to] as const),
    ...plan.new.map(({package: name, version}) => [withArchitecture(name, plan), version] as const),
  ])

/** Packages for all architectures are known by the source's own. */
export const withArchitecture = (name: string, {architectures}: Pick<Plan, 'architectures'>) =>
  name.replace(/:all$/, `:${architectures[0]}`)

/**
 * Makes sure that a run would do nothing that is not planned; what has been done already it need not do.
 *
 * Throws a `Refusal` with what it would do besides.
 */
export function assertNoMore(plan: Plan, simulation: string): void {
  const planned = plannedStates(plan)
  for (const [name, state] of simulatedStates(simulation, plan)) {
    if (planned.get(name) === state) continue
    throw new Refusal(`apt would do more than what was planned: ${name} would be ${state}`)
  }
}

const plannedStates = (plan: Plan): ReadonlyMap<string, string> =>
  new Map([
    ...plannedVersions(plan),
    ...plan.remove.map(({package: name}) => [withArchitecture(name, plan), removed] as const),
  ])

/** How a simulation differs from the plan, a line each; none where it does just that. */
export function differencesFrom(plan: Plan, simulation: string): readonly string[] {
  const planned = plannedStates(plan)
  const simulated = simulatedStates(simulation, plan)
  const names = new Set([...planned.keys(), ...simulated.keys()])
  return [...names].toSorted().flatMap(name => {
    const [want, have] = [planned.get(name), simulated.get(name)]
    if (want === have) return []
    return [`${name}: planned is ${want ?? untouched}, and now it would be ${have ?? untouched}`]
  })
}

const removed = 'removed'
const untouched = 'left as it is'

/** What `apt-get -s` says it would do: the version of each package afterwards. */
function simulatedStates(
  text: string,
  plan: Pick<Plan, 'architectures'>,
): ReadonlyMap<string, string> {
  // apt leaves the source's own architecture out.
  const full = (name: string) => (name.includes(':') ? name : `${name}:${plan.architectures[0]}`)
  const {install, remove} = parseSimulation(text)
  return new Map([
    ...remove.map(({package: name}) => [full(name), removed] as const),
    ...install.map(({package: name, to}) => [full(name), to] as const),
  ])
}
