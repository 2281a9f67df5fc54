import type {DnfTransaction} from '@livemode/config'
import {connectEngine, Session} from '@livemode/container'
import type {Observations, PackageFacts} from '@livemode/host'
import {
  type Access,
  directAccess,
  ensureDebianRoot,
  type RpmRepository,
  targets,
} from '@livemode/userspace'
import {
  type ClosedServers,
  ensureRpmServerImage,
  openClosedServers,
  readServed,
} from '@livemode/userspace/test'
import {readContainerFacts} from '../src/container-facts.ts'
import {type DnfResolved, resolveDnfTransaction} from '../src/dnf/resolve.ts'
import {downloadPackages} from '../src/download.ts'
import {ownerOfTest} from './debian-source.ts'

/** Servers of RPMs in a network of their own, and an image that has dnf and curl, as a userspace has them. */
export interface Company extends ClosedServers {
  readonly userspaceImage: string
}

export async function openCompany(): Promise<Company> {
  const engine = await connectEngine(process.env)
  await using open = new Session(engine, ownerOfTest)
  const base = await ensureDebianRoot(open, {suite: 'trixie', packages: [], log: () => {}})
  const userspaceImage = await ensureRpmServerImage(open, base)
  const opened = await openClosedServers(engine, {
    ...ownerOfTest,
    image: userspaceImage,
    script: 'rpm-servers.sh',
  })
  return {...opened, userspaceImage}
}

/** The facts of a machine that a script has made. */
export async function makeSource(company: Company, script: string): Promise<PackageFacts> {
  await using container = await company.session.start(company.userspaceImage, {name: 'source'})
  await container.exec(['sh', '-euc', script])
  return await readContainerFacts(container)
}

/** What is said of the company's repository, and how it is reached. */
export interface Given {
  readonly repository?: Partial<RpmRepository>
  readonly access?: Partial<Access>
}

async function describe({servers}: Company, {repository = {}, access = {}}: Given) {
  const company: RpmRepository = {
    ...{id: 'company', name: 'The company', baseurl: [], mirrorlist: null, metalink: null},
    ...{keys: [await readServed(servers, 'known.asc')], checksMetadata: true},
    ...{certificates: {}, choices: {}},
    ...repository,
  }
  // Whoever is not there now will not be there in a moment, in a test.
  const acquire = [{name: 'Acquire::Retries', value: '0'}]
  return {repositories: [company], access: {...directAccess, acquire, ...access}}
}

export async function resolveFor(
  company: Company,
  {
    given,
    ...request
  }: {
    readonly facts: PackageFacts
    readonly out: string
    readonly given: Given
    readonly observations?: Observations
  },
): Promise<DnfResolved> {
  const {session, userspaceImage} = company
  return resolveDnfTransaction(session, {
    ...{userspaceImage, target: targets['el-9'], targetId: 'el-9', ...request},
    ...(await describe(company, given)),
  })
}

export async function downloadFor(
  company: Company,
  {
    given,
    ...request
  }: {readonly transaction: DnfTransaction; readonly out: string; readonly given: Given},
) {
  const {session, userspaceImage} = company
  return downloadPackages(session, {
    ...{userspaceImage, ...request},
    ...(await describe(company, given)),
  })
}
