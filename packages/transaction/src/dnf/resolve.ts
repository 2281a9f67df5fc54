import {readFile} from 'node:fs/promises'
import {basename} from 'node:path'
import {type DnfTransaction, type Finding, LivemodeError} from '@livemode/config'
import {type Container, packTar, type Session} from '@livemode/container'
import {
  installedQuery,
  type Observations,
  type PackageFacts,
  parseInstalled,
  rpmFolders,
} from '@livemode/host'
import {
  type Access,
  directAccess,
  type ElTarget,
  packageManagers,
  type RpmRepository,
} from '@livemode/userspace'
import type {SourceChoice} from '../sources/third-party.ts'
import {IncomingIndexes, removeTransaction} from '../transaction-folder.ts'
import {type DnfAnswer, parseAnswer} from './answer.ts'
import {readConfigurationFiles} from './configuration-files.ts'
import {checkAnswer} from './findings.ts'
import type {PackageEvent} from './package-events/events.ts'
import type {PackageChange} from './package-events/plan.ts'
import {readPackageChanges} from './package-events/read.ts'
import {planDnfTransaction} from './plan.ts'
import {type PlacedRepository, placeRepositories} from './repository.ts'
import {rpmSourceOf} from './rpm-source.ts'
import {checkSourceRepositories} from './source-findings.ts'
import {planSourceRepositories} from './source-repositories.ts'
import {planTargetRepositories} from './target-repositories.ts'

export interface DnfResolveRequest {
  /** The image of the target's userspace: its dnf decides. */
  readonly userspaceImage: string
  readonly facts: PackageFacts
  /** What was seen on the machine. */
  readonly observations?: Observations
  readonly target: Pick<ElTarget, 'releasever' | 'sizes'>
  readonly targetId: string
  /** What has become of packages from release to release, as Leapp publishes it; none where that is not there. */
  readonly packageEvents?: readonly PackageEvent[]
  /** The target's repositories. */
  readonly repositories: readonly RpmRepository[]
  /** How they are reached. */
  readonly access?: Access
  /** What was chosen for repositories of others. */
  readonly sourceChoices?: readonly SourceChoice[]
  /** The folder of the artifacts; the metadata and the transaction go below it. */
  readonly out: string
}

export interface DnfResolved {
  readonly transaction: DnfTransaction
  readonly answer: DnfAnswer
  readonly findings: readonly Finding[]
}

const {dnf} = packageManagers

type PackageRunner = Awaited<ReturnType<typeof dnf.open>>

/** That files clash is found by rpm itself, when the packages are there. */
const noKeptFiles = {packages: [], diversions: []}

const place = {
  source: '/livemode-source',
  cache: '/livemode-cache',
  program: '/livemode-resolve/dnf-resolve',
  request: '/livemode-resolve/request.json',
} as const

/**
 * Decides what an upgrade does to the packages of a machine with rpm: in a container of the target's userspace, which can
 * install nothing. Where no inhibitor speaks against it, writes `<out>/packages/<folder>/repodata` and `keys`, `<out>/packages/transaction.json`, and
 * `<out>/messages/UpgradeTransaction.json`, else an earlier transaction is taken away.
 *
 * Throws `HOST_INVALID` for a machine without rpm, `REPOSITORY_FAILED` with what dnf says of a repository, `COMMAND_FAILED` when it
 * finds no plan, and `PLAN_BROKEN` when its answers contradict each other.
 */
export async function resolveDnfTransaction(
  session: Session,
  request: DnfResolveRequest,
): Promise<DnfResolved> {
  const {
    facts,
    target,
    targetId,
    repositories,
    sourceChoices = [],
    packageEvents = [],
    out,
  } = request
  const reached = {repositories, access: request.access ?? directAccess}
  const database = rpmFolders.find(folder =>
    [...facts.keys()].some(path => path.startsWith(`${folder}/`)),
  )
  if (database === undefined)
    throw new LivemodeError('HOST_INVALID', 'the machine has no database of rpm’s', {
      hint: 'describe it with "livemode host --facts"',
    })
  const platformId = `platform:el${target.releasever}`
  await using container = await session.start(request.userspaceImage, {
    ...(await dnf.containerOptions(reached)),
    name: 'resolve',
  })
  const runner = await dnf.open(container, reached)
  const {releasever} = target
  await putSource(container, {facts})
  const ofSource = `--dbpath=${place.source}${database}`
  const changes = await readPackageChanges(container, {events: packageEvents, facts, ofSource})
  await putRequest(container, {database, releasever, platformId, changes})
  const {stdout} = await container.exec(['rpm', ofSource, ...installedQuery])
  const answer = await ask(runner)
  const addresses = Object.entries(answer.repositories).map(
    ([id, one]) => [id, one.addresses.map(uri => runner.configuredAddress(uri))] as const,
  )
  const placed = placeRepositories(repositories, Object.fromEntries(addresses))
  await using incoming = await IncomingIndexes.open(out)
  const indexes = [
    ...(await incoming.take(container, placeMetadata(answer, placed))),
    ...(await incoming.put(new Map(placed.flatMap(({keyFiles}) => [...keyFiles])))),
  ]
  const configurations = await readConfigurationFiles(container, [ofSource, '--all'])
  const sourceRepositories = planSourceRepositories(facts, {
    ...{configurations, answer, choices: sourceChoices},
  })
  const transaction = planDnfTransaction({
    ...{targetId, releasever, platformId, sizes: target.sizes},
    ...{facts, repositories: placed, answer, indexes, sourceRepositories},
    targetRepositories: planTargetRepositories(repositories),
    installed: parseInstalled(stdout),
  })
  const findings = [
    ...checkAnswer(answer),
    ...checkSourceRepositories(sourceRepositories.found, repositories),
  ]
  session.signal.throwIfAborted()
  if (findings.some(({severity}) => severity === 'inhibitor')) await removeTransaction(out)
  else {
    const rpmSource = rpmSourceOf(facts, {database, seen: request.observations?.rpm ?? null})
    await incoming.complete(transaction, {findings, keptFiles: noKeptFiles, rpmSource})
  }
  return {transaction, answer, findings}
}

/** The program ends with 3 where its answer is that there is no plan. */
async function ask(runner: PackageRunner): Promise<DnfAnswer> {
  const script = 'code=0; "$@" || code=$?; test "$code" = 0 || test "$code" = 3'
  const {stdout} = await runner.exec([
    ...['sh', '-euc', script, 'sh'],
    ...[place.program, place.request],
  ])
  return parseAnswer(stdout.trimEnd().split('\n').at(-1) ?? '')
}

/** Puts what decides about the source's packages into the container. */
const putSource = (container: Container, {facts}: {readonly facts: PackageFacts}) =>
  putFiles(
    container,
    [...facts].map(([path, content]) => [`${place.source}${path}`, content] as const),
  )

/** Puts the program that asks dnf there, and what it is asked. */
async function putRequest(
  container: Container,
  request: {
    readonly database: string
    readonly releasever: string
    readonly platformId: string
    readonly changes: readonly PackageChange[]
  },
): Promise<void> {
  const program = await readFile(new URL('../../files/dnf-resolve', import.meta.url))
  const rendered = JSON.stringify({
    ...request,
    root: place.source,
    cache: place.cache,
    // The runner's own, in the home that programs have there.
    configuration: '~/dnf.conf',
  })
  await putFiles(container, [
    [place.program, program],
    [place.request, Buffer.from(rendered)],
  ])
  await container.exec(['chmod', '0755', place.program])
}

async function putFiles(
  container: Container,
  files: readonly (readonly [string, Buffer])[],
): Promise<void> {
  const named = files.map(([path, content]) => [path.slice(1), content] as const)
  await container.putTar(await packTar(new Map(named)), '/')
}

const placeMetadata = (answer: DnfAnswer, repositories: readonly PlacedRepository[]) =>
  repositories.flatMap(({id, folder}) =>
    (answer.repositories[id]?.metadata ?? []).map(file => ({
      file,
      path: `${folder}/repodata/${basename(file)}`,
    })),
  )
