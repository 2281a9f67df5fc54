// The plan of the captured Debian 12, as it is or with something changed.
import {fixture} from '@livemode/fixtures'
import {noObservations, type Observations, type PackageFacts} from '@livemode/host'
import {parseSimulation} from '@livemode/live'
import {targets} from '@livemode/userspace'
import {parsePolicy} from '../src/apt/policy.ts'
import {parsePrintedUris} from '../src/apt/print-uris.ts'
import {nothingForecast} from '../src/conffiles/forecast.ts'
import {parseStatus} from '../src/dpkg/status.ts'
import type {Evidence} from '../src/evidence.ts'
import {type PlanInput, planTransaction} from '../src/plan.ts'
import type {Resolution} from '../src/resolution.ts'
import {parseShown} from '../src/sizes.ts'
import {planSources} from '../src/sources/upgraded.ts'

export const target = targets['debian-13']

const statusPath = '/var/lib/dpkg/status'

export const debian12: PackageFacts = new Map(
  Object.entries({
    [statusPath]: fixture('dpkg/status-debian-12'),
    '/var/lib/apt/extended_states': fixture('apt/extended_states'),
    '/etc/apt/sources.list': 'deb http://deb.debian.org/debian bookworm main\n',
  }).map(([path, text]) => [path, Buffer.from(text)]),
)

/** The same with other files, or with its status changed. */
export const factsWith = (
  files: Readonly<Record<string, string>>,
  changeStatus: (status: string) => string = status => status,
): PackageFacts =>
  new Map([
    ...debian12,
    [statusPath, Buffer.from(changeStatus(fixture('dpkg/status-debian-12')))],
    ...Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const),
  ])

export function inputFor(facts: PackageFacts, change: Partial<PlanInput> = {}): PlanInput {
  return {
    target,
    targetId: 'debian-13',
    facts,
    packages: parseStatus(facts.get(statusPath)?.toString('utf8') ?? ''),
    architectures: ['amd64'],
    repositories: target.archive.repositories,
    simulation: parseSimulation(fixture('apt/simulation')),
    uris: parsePrintedUris(fixture('apt/print-uris')),
    policies: parsePolicy(fixture('apt/policy')),
    shown: parseShown(fixture('apt/show')),
    indexes: [],
    sources: planSources(facts, target),
    refusedAdditions: [],
    hooks: [],
    outdated: [],
    ...change,
  }
}

/** Nothing is known but the packages. */
const noEvidence: Evidence = {
  host: undefined,
  observations: noObservations,
  conffiles: nothingForecast,
  services: [],
}

export const planFor = (facts = debian12, change: Partial<PlanInput> = {}): Resolution => ({
  ...planTransaction(inputFor(facts, change)),
  evidence: noEvidence,
})

/** The plan with something seen on the source besides. */
export const planWith = (
  {
    observations = {},
    ...evidence
  }: Partial<Omit<Evidence, 'observations'>> & {
    observations?: Partial<Observations>
  },
  resolution = planFor(),
): Resolution => ({
  ...resolution,
  evidence: {...noEvidence, ...evidence, observations: {...noObservations, ...observations}},
})

/** The plan where apt would not have touched some packages: they are not upgraded, not new and not removed. */
export function planWithout(names: readonly string[], facts = debian12): Resolution {
  const {simulation, uris} = inputFor(facts)
  const stays = (name: string) => names.includes(name)
  return planFor(facts, {
    simulation: {
      ...simulation,
      install: simulation.install.filter(one => !stays(one.package)),
      remove: simulation.remove.filter(one => !stays(one.package)),
    },
    uris: uris.filter(one => !stays(one.name)),
  })
}

/** The plan where apt would remove some packages besides. */
export function planRemoving(names: readonly string[], facts = debian12): Resolution {
  const {packages, simulation} = inputFor(facts)
  const without = new Set(names)
  const remove = packages
    .filter(({name}) => without.has(name))
    .map(({name, version}) => ({package: name, version}))
  const {install} = simulation
  return planFor(facts, {
    simulation: {
      ...simulation,
      install: install.filter(one => !without.has(one.package)),
      remove: [...simulation.remove, ...remove],
    },
    uris: inputFor(facts).uris.filter(one => !without.has(one.name)),
  })
}
