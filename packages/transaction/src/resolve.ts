import type {Finding} from '@livemode/config'
import {LivemodeError} from '@livemode/config'
import type {Session} from '@livemode/container'
import {dpkgStatus, factText, type Host, type Observations, type PackageFacts} from '@livemode/host'
import {
  type Access,
  type ArchiveRepository,
  containerOptions,
  type DebianTarget,
  type DebianTargetId,
  directAccess,
  type PackageSources,
} from '@livemode/userspace'
import {type Addition, planAdditions} from './additions.ts'
import {aptName, type DpkgPackage, fullName, indexByAptName, parseStatus} from './dpkg/status.ts'
import {collectEvidence} from './evidence.ts'
import {planKeptFiles} from './file-conflicts/kept-files.ts'
import {findHooks} from './findings/hooks.ts'
import {checkResolution} from './findings/index.ts'
import {placeIndexes} from './mirror.ts'
import {planTransaction} from './plan.ts'
import type {Resolution} from './resolution.ts'
import {Resolver} from './resolver.ts'
import type {SourceChoice} from './sources/third-party.ts'
import {planSources} from './sources/upgraded.ts'
import {IncomingIndexes, removeTransaction} from './transaction-folder.ts'
import type {VersionChange} from './version-change.ts'

export interface ResolveRequest {
  /** The image of the target's userspace: its apt decides. */
  readonly userspaceImage: string
  readonly facts: PackageFacts
  /** The machine, where more than its packages is known. */
  readonly host?: Host
  /** What was seen on it. */
  readonly observations?: Observations
  readonly target: DebianTarget
  readonly targetId: DebianTargetId
  /** What was chosen for package sources of others. */
  readonly sourceChoices?: readonly SourceChoice[]
  /** The folder of the artifacts; the indexes and the transaction go below it. */
  readonly out: string
  /** The target's repositories; else the distribution's own. */
  readonly repositories?: readonly ArchiveRepository[]
  /** How repositories are reached. */
  readonly access?: Access
}

export interface Resolved {
  readonly resolution: Resolution
  readonly findings: readonly Finding[]
}

/**
 * Decides what an upgrade does to the packages of a machine: in a container of the target's userspace, which can
 * install nothing. Where no inhibitor speaks against it, `<out>/packages/<folder>/dists`, `<out>/packages/transaction.json`
 * and `<out>/messages/UpgradeTransaction.json` are written, else an earlier transaction is taken away.
 *
 * Throws `HOST_INVALID` for a machine without dpkg, `REPOSITORY_FAILED` with the repository that does not give its indexes,
 * `COMMAND_FAILED` when apt finds no plan, and `PLAN_BROKEN` when its answers contradict each other.
 */
export async function resolveTransaction(
  session: Session,
  request: ResolveRequest,
): Promise<Resolved> {
  const {facts, target, targetId, sourceChoices, out, access = directAccess} = request
  const packages = parseStatus(dpkgStatus(facts).toString('utf8'))
  const architectures = architecturesOf(facts, packages)
  const {repositories: targetsOwn = target.archive.repositories} = request
  const sources = planSources(facts, target, {choices: sourceChoices ?? [], own: targetsOwn})
  const own = repositoriesFor(targetsOwn, sources.components)
  const repositories = [...own, ...sources.repositories]
  const reached: PackageSources = {repositories, access}
  await using container = await session.start(request.userspaceImage, {
    ...(await containerOptions(reached)),
    name: 'resolve',
  })
  const resolver = await Resolver.open(container, {
    facts,
    architectures,
    repositories: own,
    thirdParty: sources.repositories,
    releaseRepositories: own.flatMap(one => ofSourceRelease(one, target)),
    sources: reached,
  })
  await using incoming = await IncomingIndexes.open(out)
  const placed = placeIndexes(await resolver.indexTargets(), repositories)
  const indexes = [
    ...(await incoming.take(container, placed)),
    ...(await incoming.putKeyrings(repositories)),
  ]

  const native = architectures[0] ?? ''
  // It has indexes of its own, and goes on beside the other questions.
  const outdated = outdatedBy(resolver, {packages, native})
  outdated.catch(() => {})
  const {simulation, additions, refusedAdditions} = await simulateWith(
    resolver,
    planAdditions(facts, target),
  )
  const versions = simulation.install.map(
    one => `${one.package.replace(/:.*/, '')}:${one.architecture}=${one.to}`,
  )
  const planned = planTransaction({
    target,
    targetId,
    facts,
    packages,
    architectures,
    repositories,
    simulation,
    uris: await resolver.printUris(additions),
    policies: await resolver.policies(packages.map(one => aptName(one, native))),
    shown: await resolver.show(versions),
    indexes,
    sources,
    refusedAdditions,
    hooks: findHooks(resolver.settings),
    outdated: await outdated,
  })
  const evidence = await collectEvidence(container, {
    ...request,
    transaction: planned.transaction,
    resolver,
  })
  const resolution = {...planned, evidence}
  const findings = checkResolution(resolution)
  session.signal.throwIfAborted()
  if (findings.some(({severity}) => severity === 'inhibitor')) {
    await removeTransaction(out)
  } else {
    const keptFiles = planKeptFiles(resolution)
    await incoming.complete(resolution.transaction, {findings, keptFiles})
  }
  return {resolution, findings}
}

/** What of the source is older than in its own release; null where that is not known. */
async function outdatedBy(
  resolver: Resolver,
  {packages, native}: {packages: readonly DpkgPackage[]; native: string},
): Promise<readonly VersionChange[] | null> {
  const simulation = await resolver.simulateUpdates()
  const installed = indexByAptName(packages, native)
  return (
    simulation?.install.flatMap(({package: name, to}) => {
      const found = installed.get(name)
      return found ? [{package: fullName(found), from: found.version, to}] : []
    }) ?? null
  )
}

/** Simulates the upgrade with what has to be added to it; what apt cannot add is given back. */
async function simulateWith(resolver: Resolver, wanted: readonly Addition[]) {
  const names = wanted.map(one => one.package)
  try {
    return {simulation: await resolver.simulate(names), additions: names, refusedAdditions: []}
  } catch (error) {
    if (wanted.length === 0) throw error
    return {simulation: await resolver.simulate([]), additions: [], refusedAdditions: wanted}
  }
}

/**
 * The architectures of a source, its own first: dpkg writes that first, and leaves the file out where there is no
 * other. Throws `HOST_INVALID` where it cannot be told.
 */
function architecturesOf(facts: PackageFacts, packages: readonly DpkgPackage[]): readonly string[] {
  const listed = factText(facts, '/var/lib/dpkg/arch')?.split(/\s+/).filter(Boolean) ?? []
  const native = packages.find(({name}) => name === 'dpkg')
  if (native === undefined)
    throw new LivemodeError('HOST_INVALID', 'dpkg is not installed on the machine')
  return [native.architecture, ...listed.filter(one => one !== native.architecture)]
}

/** The target's repositories: of the distribution's own with the components that the source uses, their main one at least. */
const repositoriesFor = (
  repositories: readonly ArchiveRepository[],
  used: readonly string[],
): readonly ArchiveRepository[] =>
  repositories.map(repository =>
    repository.mirrorSetting === undefined
      ? repository
      : {
          ...repository,
          components: repository.components.filter(
            (component, index) => index === 0 || used.includes(component),
          ),
        },
  )

/** What the source's own release has of a repository of the target; nothing where it is not the distribution's. */
const ofSourceRelease = (
  repository: ArchiveRepository,
  {suite, archive}: DebianTarget,
): readonly ArchiveRepository[] =>
  repository.mirrorSetting === undefined
    ? []
    : [
        {
          ...repository,
          suites: repository.suites.map(one => one.replace(suite, archive.sourceSuite)),
          components: repository.components.filter(
            one => !Object.values(archive.partedComponents).flat().includes(one),
          ),
        },
      ]
