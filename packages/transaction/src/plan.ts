import {createHash} from 'node:crypto'
import {LivemodeError} from '@livemode/config'
import {dpkgStatus, factsBelow, factText, type PackageFacts} from '@livemode/host'
import type {Simulation} from '@livemode/live'
import type {ArchiveRepository, DebianTarget, DebianTargetId} from '@livemode/userspace'
import type {Addition} from './additions.ts'
import type {Policy} from './apt/policy.ts'
import type {PrintedUri} from './apt/print-uris.ts'
import {parseAutomatic} from './dpkg/automatic.ts'
import {parsePathOptions} from './dpkg/options.ts'
import {type DpkgPackage, fullName, indexByAptName} from './dpkg/status.ts'
import {findDowngraded, findKept, findObsolete, renderReason} from './kept.ts'
import {placeArchives} from './mirror.ts'
import type {PlannedResolution} from './resolution.ts'
import {isKernel, planPeak, type ShownVersion} from './sizes.ts'
import type {UpgradedSources} from './sources/upgraded.ts'

/** What a transaction is planned from: the source, and what apt has answered. */
export interface PlanInput {
  readonly target: DebianTarget
  readonly targetId: DebianTargetId
  readonly facts: PackageFacts
  readonly packages: readonly DpkgPackage[]
  /** The machine's own first. */
  readonly architectures: readonly string[]
  /** Those that were resolved from. */
  readonly repositories: readonly ArchiveRepository[]
  readonly simulation: Simulation
  readonly uris: readonly PrintedUri[]
  readonly policies: ReadonlyMap<string, Policy>
  readonly shown: ReadonlyMap<string, ShownVersion>
  readonly indexes: PlannedResolution['transaction']['indexes']
  readonly sources: UpgradedSources
  readonly refusedAdditions: readonly Addition[]
  readonly hooks: PlannedResolution['hooks']
  readonly outdated: PlannedResolution['outdated']
}

/** Plans the transaction of a machine. Pure: the same input, the same plan. */
export function planTransaction(input: PlanInput): PlannedResolution {
  const {target, targetId, facts, packages, architectures, repositories, sources} = input
  const native = architectures[0] ?? ''
  const installed = indexByAptName(packages, native)
  const {install, remove} = input.simulation
  const coming = install.map(one => ({
    ...one,
    package: `${one.package.replace(/:.*/, '')}:${one.architecture}`,
    replaced: one.from === null ? null : known(installed, one.package),
  }))
  const upgrade = coming.flatMap(({package: name, replaced, to}) =>
    replaced ? [{package: name, from: replaced.version, to}] : [],
  )
  const removed = remove.map(one => known(installed, one.package))
  const leaving = [...coming.flatMap(({replaced}) => replaced ?? []), ...removed]
  const gone = new Set(leaving)
  const remaining = {
    packages: packages.filter(one => !gone.has(one)),
    policies: input.policies,
    native,
  }
  const kept = findKept(remaining)
  const archives = placeArchives(input.uris, repositories)
  assertComplete(coming, archives)
  const hasKernel = coming.some(one => isKernel(one.package))
  const transaction = {
    packageManager: 'apt',
    version: 1,
    targetId,
    statusSha256: createHash('sha256').update(dpkgStatus(facts)).digest('hex'),
    architectures: [...architectures],
    upgrade: sorted(upgrade),
    new: sorted(
      coming.flatMap(({package: name, replaced, to: version}) =>
        replaced ? [] : [{package: name, version}],
      ),
    ),
    remove: sorted(removed.map(one => ({package: fullName(one), version: one.version}))),
    kept: sorted(
      kept.map(one => ({
        package: fullName(one.installed),
        version: one.installed.version,
        why: renderReason(one),
      })),
    ),
    automatic: [
      ...parseAutomatic(factText(facts, '/var/lib/apt/extended_states') ?? '', {packages, native}),
    ],
    repositories: repositories.map(({folder, uri, suites, components, signedBy, ...one}) => ({
      ...{folder, uri, signedBy},
      suites: [...suites],
      components: [...components],
      ...(one.architectures === undefined ? {} : {architectures: [...one.architectures]}),
    })),
    indexes: [...input.indexes],
    archives: sorted(
      archives.map(({name, architecture, version, path, bytes, sha256}) => ({
        package: `${name}:${architecture}`,
        version,
        path,
        bytes,
        sha256,
      })),
    ),
    dpkgOptions: [...parsePathOptions(dpkgConfigurations(facts))],
    sources: [...sources.files],
    downloadBytes: archives.reduce((sum, {bytes}) => sum + bytes, 0),
    peakBytes: planPeak({
      leaving,
      coming: coming.map(one => shownVersion(input.shown, one)),
      kernel: hasKernel ? target.sizes : null,
    }),
  } satisfies PlannedResolution['transaction']
  return {
    target,
    targetId,
    facts,
    transaction,
    packages,
    removed,
    kept,
    obsolete: findObsolete(remaining),
    refusedAdditions: input.refusedAdditions,
    sources,
    downgraded: findDowngraded(upgrade, remaining),
    hooks: input.hooks,
    outdated: input.outdated,
  }
}

/** dpkg reads the folder first, and its own file after it. */
const dpkgConfigurations = (facts: PackageFacts) => [
  ...factsBelow(facts, '/etc/dpkg/dpkg.cfg.d').map(([, text]) => text),
  factText(facts, '/etc/dpkg/dpkg.cfg') ?? '',
]

const sorted = <T extends {readonly package: string}>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => (a.package < b.package ? -1 : 1))

interface Coming {
  readonly package: string
  readonly to: string
}

/** Whether every package of the plan would be downloaded, and no other. */
function assertComplete(
  coming: readonly Coming[],
  archives: readonly Pick<PrintedUri, 'name' | 'architecture' | 'version'>[],
): void {
  const planned = new Set(coming.map(one => `${one.package}=${one.to}`))
  const printed = new Set(archives.map(one => `${fullName(one)}=${one.version}`))
  const different = [...planned.symmetricDifference(printed)]
  if (different.length === 0) return
  const message = `apt plans one set of packages and downloads another: ${different.join(', ')}`
  throw new LivemodeError('PLAN_BROKEN', message)
}

function known(installed: ReadonlyMap<string, DpkgPackage>, name: string): DpkgPackage {
  const found = installed.get(name)
  if (found) return found
  throw new LivemodeError('PLAN_BROKEN', `apt changes ${name}, which dpkg does not have`)
}

function shownVersion(shown: PlanInput['shown'], one: Coming): ShownVersion {
  const found = shown.get(`${one.package}=${one.to}`)
  if (found) return found
  throw new LivemodeError('PLAN_BROKEN', `apt has no description of ${one.package} ${one.to}`)
}
