import type {UpgradeTransaction} from '@livemode/config'

type Plan = Pick<UpgradeTransaction, 'upgrade' | 'new' | 'remove' | 'architectures'>

/**
 * The plan as words for `apt-get install`, see apt-get(8): each version is named, so that a repeated run installs what
 * was planned, and forgets no package that only another one had recommended.
 */
export const planWords = (plan: Plan): readonly string[] => [
  ...[...plannedVersions(plan)].map(([name, version]) => `${name}=${version}`),
  ...plan.remove.map(({package: name}) => `${withArchitecture(name, plan)}-`),
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

/** How a simulation differs from the plan, a line each; none where it does just that. */
export function differencesFrom(plan: Plan, simulation: string): readonly string[] {
  const planned = new Map([
    ...plannedVersions(plan),
    ...plan.remove.map(({package: name}) => [withArchitecture(name, plan), removed] as const),
  ])
  const simulated = parseSimulation(simulation, plan)
  const names = new Set([...planned.keys(), ...simulated.keys()])
  return [...names].toSorted().flatMap(name => {
    const [want, have] = [planned.get(name), simulated.get(name)]
    if (want === have) return []
    return [`${name}: planned is ${want ?? untouched}, and now it would be ${have ?? untouched}`]
  })
}

const removed = 'its removal'
const untouched = 'no change'

/** What `apt-get -s` says it would do: the version of each package afterwards. */
function parseSimulation(text: string, plan: Pick<Plan, 'architectures'>): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, action, name = '', details = ''] = /^(Inst|Remv|Purg) (\S+)(.*)$/.exec(line) ?? []
    if (action === undefined) continue
    const full = name.includes(':') ? name : `${name}:${plan.architectures[0]}`
    const version = /\((\S+) /.exec(details)?.[1] ?? ''
    found.set(withArchitecture(full, plan), action === 'Inst' ? version : removed)
  }
  return found
}
