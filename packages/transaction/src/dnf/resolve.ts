import {readFile} from 'node:fs/promises'
import {basename} from 'node:path'
import {type DnfTransaction, type Finding, LivemodeError} from '@livemode/config'
import {type Container, packTar, type Session} from '@livemode/container'
import {installedQuery, type PackageFacts, parseInstalled} from '@livemode/host'
import {IncomingIndexes} from '../transaction-folder.ts'
import {type DnfAnswer, parseAnswer} from './answer.ts'
import {checkAnswer} from './findings.ts'
import {planDnfTransaction} from './plan.ts'
import {type DnfRepository, type PlacedRepository, placeRepositories} from './repository.ts'

export interface DnfResolveRequest {
  /** The image of the target's userspace: its dnf decides. */
  readonly userspaceImage: string
  readonly facts: PackageFacts
  readonly targetId: string
  /** E.g. `9`, and `platform:el9`. */
  readonly releasever: string
  readonly platformId: string
  /** The target's repositories. */
  readonly repositories: readonly DnfRepository[]
  /** The package sources of the upgraded system, where its packages do not bring them. */
  readonly sources: DnfTransaction['sources']
  /** What a new kernel and its initramfs need. */
  readonly sizes: {readonly kernel: number; readonly initramfs: number}
  /** The folder of the artifacts; the metadata and the transaction go below it. */
  readonly out: string
}

export interface DnfResolved {
  readonly transaction: DnfTransaction
  readonly answer: DnfAnswer
  readonly findings: readonly Finding[]
}

/** That files clash is found by rpm itself, before the first change. */
const noKeptFiles = {packages: [], diversions: []}

const place = {
  source: '/livemode-source',
  packages: '/livemode-packages',
  cache: '/livemode-cache',
  program: '/livemode-resolve/dnf-resolve',
  request: '/livemode-resolve/request.json',
} as const

/** Where rpm's database may be, see `packageFactPlaces`. */
const databases = ['/var/lib/rpm', '/usr/lib/sysimage/rpm']

/**
 * Decides what an upgrade does to the packages of a machine with rpm: in a container of the target's userspace, which can
 * install nothing. Writes `<out>/packages/<folder>/repodata` and `keys`, `<out>/packages/transaction.json`, and
 * `<out>/messages/UpgradeTransaction.json`.
 *
 * Throws `HOST_INVALID` for a machine without rpm, `REPOSITORY_FAILED` with what dnf says of a repository, `COMMAND_FAILED` when it
 * finds no plan, and `PLAN_BROKEN` when its answers contradict each other.
 */
export async function resolveDnfTransaction(
  session: Session,
  request: DnfResolveRequest,
): Promise<DnfResolved> {
  const {facts, targetId, releasever, platformId, sources, sizes, out} = request
  const database = databases.find(folder =>
    [...facts.keys()].some(path => path.startsWith(`${folder}/`)),
  )
  if (database === undefined)
    throw new LivemodeError('HOST_INVALID', 'the machine has no database of rpm’s', {
      hint: 'describe it with "livemode host --facts"',
    })
  const repositories = placeRepositories(request.repositories)
  await using container = await session.start(request.userspaceImage, {name: 'resolve'})
  await putSource(container, {...request, repositories, database})
  const {stdout} = await container.exec([
    ...['rpm', `--dbpath=${place.source}${database}`],
    ...installedQuery,
  ])
  const answer = await ask(container)
  await using incoming = await IncomingIndexes.open(out)
  const indexes = [
    ...(await incoming.take(container, placeMetadata(answer, repositories))),
    ...(await incoming.put(new Map(repositories.flatMap(({keyFiles}) => [...keyFiles])))),
  ]
  const transaction = planDnfTransaction({
    ...{targetId, releasever, platformId, facts, repositories, answer, indexes, sources, sizes},
    installed: parseInstalled(stdout),
  })
  const findings = checkAnswer(answer)
  session.signal.throwIfAborted()
  await incoming.complete(transaction, {findings, keptFiles: noKeptFiles})
  return {transaction, answer, findings}
}

/** The program ends with 3 where its answer is that there is no plan. */
async function ask(container: Container): Promise<DnfAnswer> {
  const script = 'code=0; "$@" || code=$?; test "$code" = 0 || test "$code" = 3'
  const {stdout} = await container.exec([
    ...['sh', '-euc', script, 'sh'],
    ...[place.program, place.request],
  ])
  return parseAnswer(stdout.trimEnd().split('\n').at(-1) ?? '')
}

async function putSource(
  container: Container,
  {
    facts,
    repositories,
    releasever,
    platformId,
    database,
  }: Pick<DnfResolveRequest, 'facts' | 'releasever' | 'platformId'> & {
    readonly repositories: readonly PlacedRepository[]
    readonly database: string
  },
): Promise<void> {
  const program = await readFile(new URL('../../files/dnf-resolve', import.meta.url))
  const rendered = JSON.stringify({
    ...{root: place.source, database, cache: place.cache, configuration: null},
    ...{releasever, platformId},
    repositories: repositories.map(({id, uri, keyFiles, isSigned}) => ({
      id,
      baseurl: `${uri}/`,
      keys: [...keyFiles.keys()].map(path => `${place.packages}/${path}`),
      isSigned,
    })),
  })
  const files: readonly (readonly [string, Buffer])[] = [
    [place.program, program],
    [place.request, Buffer.from(rendered)],
    ...[...facts].map(([path, content]) => [`${place.source}${path}`, content] as const),
    ...repositories.flatMap(({keyFiles}) =>
      [...keyFiles].map(([path, content]) => [`${place.packages}/${path}`, content] as const),
    ),
  ]
  const named = files.map(([path, content]) => [path.slice(1), content] as const)
  await container.putTar(await packTar(new Map(named)), '/')
  await container.exec(['chmod', '0755', place.program])
}

const placeMetadata = (answer: DnfAnswer, repositories: readonly PlacedRepository[]) =>
  repositories.flatMap(({id, folder}) =>
    (answer.metadata[id] ?? []).map(file => ({file, path: `${folder}/repodata/${basename(file)}`})),
  )
