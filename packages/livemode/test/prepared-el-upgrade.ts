import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {DnfTransaction, Finding} from '@livemode/config'
import type {Session} from '@livemode/container'
import {
  describeRepositories,
  ensureRelease,
  ensureSystem,
  keyUrl,
  releaseIds,
  serveReleases,
} from '@livemode/fixture-linux'
import type {PackageFacts} from '@livemode/host'
import {
  checkDownloaded,
  downloadPackages,
  type PackageEvent,
  readContainerFacts,
  resolveDnfTransaction,
} from '@livemode/transaction'
import {
  ensureRecipe,
  ensureToolbox,
  planElSources,
  type RpmRepository,
  type TargetSources,
  targets,
} from '@livemode/userspace'

const log = () => {}

/** What a machine has, and what a live system is made of. Kernels are for virtual machines to prove. */
const system = [
  'NetworkManager',
  'crypto-policies',
  'curl',
  'dbus-daemon',
  'dnf',
  'e2fsprogs',
  'findutils',
  'fixture-release',
  'openssh-clients',
  'openssh-server',
  'passwd',
  'rpm',
  'systemd',
  'systemd-udev',
  'tar',
  'util-linux',
]

/** A source of Fixture Linux 8, and all that its upgrade needs. */
export interface PreparedElUpgrade extends AsyncDisposable {
  readonly targetId: 'el-9'
  readonly engine: 'dnf'
  readonly session: Session
  /** The images of the source's root, and of the live system's. */
  readonly root: string
  readonly runtime: string
  readonly node: string
  readonly sources: TargetSources
  readonly out: string
  readonly transaction: DnfTransaction
  readonly findings: readonly Finding[]
  /** How long it took. */
  readonly seconds: {readonly resolve: number; readonly download: number; readonly check: number}
}

interface ElSource {
  /** What it has besides what every machine has. */
  readonly packages?: readonly string[]
  /** The format of rpm's database. */
  readonly database?: 'own' | 'bdb'
  /** Shell that runs in its root first. */
  readonly prepare?: string
  /** What Leapp's package events say of it. */
  readonly packageEvents?: readonly PackageEvent[]
}

/** Resolves and downloads the upgrade of a source, into a folder that goes with it. */
export async function prepareElUpgrade(
  session: Session,
  {packages = [], database = 'own', prepare, packageEvents = []}: ElSource = {},
): Promise<PreparedElUpgrade> {
  const from = await ensureToolbox(session, {log})
  const [old, next] = await Promise.all(
    releaseIds.map(id => ensureRelease(session, {id, from, log})),
  )
  if (old === undefined || next === undefined) throw new Error('there are two releases')
  const plain = await ensureSystem(session, {
    ...{id: '8', image: old, packages: [...system, ...packages], database, log},
  })
  const root =
    prepare === undefined
      ? plain
      : await ensureRecipe(session, {from: plain, layer: 'test', script: prepare, log})
  const runtime = await ensureSystem(session, {id: '9', image: next, packages: system, log})
  const folder = await mkdtemp(join(tmpdir(), 'livemode-el-upgrade-'))
  const out = join(folder, 'out')
  const dispose = () => rm(folder, {recursive: true, force: true})
  try {
    const facts = await readFacts(session, root)
    await using server = await serveReleases(session, [['9', next]])
    const {address} = server
    const repositories = await listRepositories(address)
    const start = performance.now()
    const {transaction, findings} = await resolveDnfTransaction(session, {
      userspaceImage: runtime,
      facts,
      target: targets['el-9'],
      targetId: 'el-9',
      repositories,
      packageEvents,
      out,
    })
    const resolved = performance.now()
    await downloadPackages(session, {userspaceImage: runtime, transaction, out})
    const downloaded = performance.now()
    const found = await checkDownloaded(session, {userspaceImage: runtime, out})
    const seconds = {
      resolve: (resolved - start) / 1000,
      download: (downloaded - resolved) / 1000,
      check: (performance.now() - downloaded) / 1000,
    }
    return {
      ...{targetId: 'el-9', engine: 'dnf', session, root, runtime, out, transaction},
      findings: [...findings, ...found],
      ...{sources: planElSources(repositories), node: process.execPath, seconds},
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    await dispose()
    throw error
  }
}

async function listRepositories(address: string): Promise<readonly RpmRepository[]> {
  const answer = await fetch(keyUrl(address, '9'))
  const key = Buffer.from(await answer.arrayBuffer())
  return describeRepositories('9', {at: address, key})
}

async function readFacts(session: Session, root: string): Promise<PackageFacts> {
  await using container = await session.start(root, {name: 'source'})
  return await readContainerFacts(container)
}
