// Indexes and packages come from a local folder, and from others through a proxy, https and passwords; and why they do not.
import {createHash} from 'node:crypto'
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type AptTransaction, defaultConfig, LivemodeError} from '@livemode/config'
import type {Session} from '@livemode/container'
import {
  type Access,
  type ArchiveRepository,
  containerOptions,
  directAccess,
  planLayers,
  planRequirements,
} from '@livemode/userspace'
import {
  type ClosedServers,
  ensureServerImage,
  openClosedServers,
  type PackageServers,
} from '@livemode/userspace/test'
import test from 'ava'
import {ensureUserspace, openSession, ownerOfTest} from '../test/debian-source.ts'
import {target} from '../test/planned.ts'
import {downloadPackages} from './download.ts'
import {packagesFolder} from './packages-folder.ts'
import {Resolver} from './resolver.ts'

let open: Session
let opened: ClosedServers
let closed: Session
let servers: PackageServers
let userspaceImage: string
let folder: string

test.before(async () => {
  open = await openSession()
  userspaceImage = await ensureUserspace(open)
  const {base} = planLayers(target, planRequirements(target, defaultConfig))
  const image = await ensureServerImage(open, base)
  opened = await openClosedServers(open.engine, {...ownerOfTest, image})
  ;({session: closed, servers} = opened)
  folder = await mkdtemp(join(tmpdir(), 'livemode-download-'))
})
test.after.always(async () => {
  await opened?.[Symbol.asyncDispose]()
  await open?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

/** The target's own in a folder, and one of others behind everything that there can be. */
async function readRepositories(): Promise<readonly [ArchiveRepository, ArchiveRepository]> {
  const keyring = await readFile(join(servers.folder, 'known.gpg'))
  const of = (name: string, uri: string) => ({
    folder: name,
    uri,
    suites: ['stable'],
    components: ['main'],
    signedBy: `${name}/dists/keyring.gpg`,
    keyring,
  })
  return [
    of('repository-1', `file:${servers.folder}/good`),
    of('third-party-1', `https://${servers.host}/private`),
  ]
}

async function readAccess(): Promise<Access> {
  const {host, password} = servers
  const entries = [`http://${host}:3128`, `${host}/private`].map(
    machine => `machine ${machine} login me password ${password}\n`,
  )
  return {
    acquire: [{name: 'Acquire::http::Proxy', value: `http://${host}:3128`}],
    noProxy: null,
    caCertificates: await readFile(join(servers.folder, 'ca.crt'), 'utf8'),
    auth: entries.join(''),
  }
}

const status = `Package: dpkg
Status: install ok installed
Architecture: amd64
Version: 1.21.22
Maintainer: nobody <nobody@example.org>
Description: nothing
`

test('the indexes and packages of both are there', async t => {
  const [own, other] = await readRepositories()
  const sources = {repositories: [own, other], access: await readAccess()}
  await using container = await closed.start(userspaceImage, {
    ...(await containerOptions(sources)),
    name: 'resolve',
  })
  const resolver = await Resolver.open(container, {
    facts: new Map([['/var/lib/dpkg/status', Buffer.from(status)]]),
    architectures: ['amd64'],
    repositories: [own],
    thirdParty: [{...other, keyring: other.keyring ?? Buffer.alloc(0)}],
    sources,
  })
  const targets = await resolver.indexTargets()
  t.deepEqual(targets.map(({repository}) => repository).toSorted(), [own.uri, other.uri])
  const [printed] = await resolver.printUris(['greeting'])
  t.is(printed?.uri, `${own.uri}/pool/greeting_1.0_all.deb`)
  await t.notThrowsAsync(resolver.fetchPackages(['greeting=1.0']))
  const inspected = await closed.engine.docker.getContainer(container.id).inspect()
  t.false(JSON.stringify(inspected).includes(servers.password))
})

/** A transaction that downloads the same package from both, or another one. */
async function planDownload(file = 'greeting_1.0_all.deb'): Promise<AptTransaction> {
  const content = await readFile(join(servers.folder, 'good/pool/greeting_1.0_all.deb'))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const repositories = await readRepositories()
  return {
    packageManager: 'apt',
    version: 1,
    targetId: 'debian-13',
    statusSha256: sha256,
    architectures: ['amd64'],
    ...{upgrade: [], new: [], remove: [], kept: [], automatic: []},
    repositories: repositories.map(({folder: name, uri, signedBy, ...one}) => ({
      ...{folder: name, uri, signedBy},
      suites: [...one.suites],
      components: [...one.components],
    })),
    indexes: [],
    archives: repositories.map(({folder: name}) => ({
      package: 'greeting:all',
      version: '1.0',
      path: `${name}/pool/${file}`,
      bytes: content.length,
      sha256,
    })),
    ...{dpkgOptions: [], sources: [], downloadBytes: 2 * content.length, peakBytes: {}},
  }
}

const download = (out: string, transaction: AptTransaction, access: Access) =>
  downloadPackages(closed, {userspaceImage, transaction, out, access})

test('packages are downloaded from both, and no password stays', async t => {
  const out = join(folder, 'good')
  const transaction = await planDownload()
  t.is((await download(out, transaction, await readAccess())).packages, 2)
  const files = await readdir(packagesFolder(out), {recursive: true, withFileTypes: true})
  for (const file of files.filter(one => one.isFile())) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1')
    t.false(content.includes(servers.password))
  }
})

test('a mirror that leads elsewhere: who is there hears no password', async t => {
  const {host, password, container} = servers
  const transaction = await planDownload()
  const [, archive] = transaction.archives
  const repositories = transaction.repositories.map(one => ({...one, uri: `http://${host}/moved`}))
  const auth = `machine http://${host}/moved login me password ${password}\n`
  const moved = {...transaction, repositories, archives: archive ? [archive] : []}
  const access = {...directAccess, auth}
  t.is((await download(join(folder, 'moved'), moved, access)).packages, 1)
  const {stdout: heard} = await container.exec(['cat', '/root/heard'])
  t.is(heard, '/moved/pool/greeting_1.0_all.deb - -\n')
  const {stdout: asked} = await container.exec(['cat', '/var/log/nginx/access.log'])
  t.regex(asked, /^\S+ - me .*"GET \/moved\//m)
})

test('why a package does not come', async t => {
  const [, {uri}] = await readRepositories()
  const whole = await readAccess()
  const transaction = await planDownload()
  const [, archive] = transaction.archives
  const remote = {...transaction, archives: archive ? [archive] : []}
  const {auth, caCertificates} = whole
  const only = (machine: RegExp) => `${auth?.split('\n').find(line => machine.test(line)) ?? ''}\n`
  const cases: readonly (readonly [Partial<Access>, string])[] = [
    [
      {auth: only(/private/)},
      'the proxy demands a user and a password, or other ones (407, see apt_auth)',
    ],
    [
      {auth: only(/:3128/)},
      'the mirror demands a user and a password, or other ones (401, see apt_auth)',
    ],
    [
      {caCertificates: null},
      'the certificate of the mirror is of an authority that is not known here (see ca_certificates)',
    ],
  ]
  t.truthy(caCertificates)
  for (const [change, why] of cases) {
    const error = await t.throwsAsync(
      download(join(folder, 'bad'), remote, {...whole, ...change}),
      {
        instanceOf: LivemodeError,
        message: `${uri}/pool/greeting_1.0_all.deb: ${why}`,
      },
    )
    t.is(error?.code, 'PACKAGE_UNREACHABLE')
  }
})

test('a local mirror that lacks a package', async t => {
  const transaction = await planDownload('other_1.0_all.deb')
  const archives = transaction.archives.slice(0, 1)
  const error = await t.throwsAsync(
    download(join(folder, 'bad'), {...transaction, archives}, directAccess),
    {
      instanceOf: LivemodeError,
      message: `file:${servers.folder}/good/pool/other_1.0_all.deb: the mirror does not have this package`,
    },
  )
  t.is(error?.code, 'PACKAGE_MISSING')
})
