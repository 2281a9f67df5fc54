// dnf installs from repositories behind a proxy, https, a certificate and a password; one that is not what it should be is refused
// with its reason, and nothing stays.
import {hostname} from 'node:os'
import {LivemodeError} from '@livemode/config'
import {connectEngine, type Engine, findImage, removeImage, Session} from '@livemode/container'
import test from 'ava'
import {
  type ClosedServers,
  ensureRpmServerImage,
  openClosedServers,
  type PackageServers,
  readServed,
} from '../../../test/package-servers.ts'
import {ensureBase} from '../../families/debian/base.ts'
import {ensureInstalled} from '../../install.ts'
import {installedReference} from '../../layer-reference.ts'
import {dnf} from '../../package-managers/dnf.ts'
import {defaultTargetId, targets} from '../../targets/index.ts'
import type {DebianTarget} from '../../targets/target.ts'
import {type Access, directAccess, type PackageSources} from '../package-sources.ts'
import type {RpmRepository} from './repository.ts'

const target: DebianTarget = targets[defaultTargetId]
const owner = {hostname: hostname(), pid: process.pid}
const {signal} = new AbortController()

let engine: Engine
/** It has dnf, and is what is installed to. */
let image: string
let opened: ClosedServers
let closed: Session
let servers: PackageServers
let known: Buffer
let authorities: string

test.before(async () => {
  engine = await connectEngine(process.env)
  await using open = new Session(engine, {owner, signal})
  const base = await ensureBase(open, {...target.base, log: () => {}})
  image = await ensureRpmServerImage(open, base)
  opened = await openClosedServers(engine, {owner, signal, image, script: 'rpm-servers.sh'})
  ;({session: closed, servers} = opened)
  known = await readServed(servers, 'known.asc')
  authorities = (await readServed(servers, 'ca.crt')).toString()
})
test.after.always(() => opened?.[Symbol.asyncDispose]())

/** One repository, whose metadata has to be signed. */
function sourcesAt(
  uri: string,
  {access = {}, ...repository}: Partial<RpmRepository> & {access?: Partial<Access>} = {},
): PackageSources<RpmRepository> {
  const company: RpmRepository = {
    id: 'company',
    name: 'The company',
    baseurl: [uri],
    mirrorlist: null,
    metalink: null,
    keys: [known],
    checksMetadata: true,
    certificates: {},
    choices: {},
    ...repository,
  }
  // Whoever is not there now will not be there in a moment, in a test.
  const acquire = [...(access.acquire ?? []), {name: 'Acquire::Retries', value: '0'}]
  return {repositories: [company], access: {...directAccess, ...access, acquire}}
}

const installation = (name: string, packages: readonly string[]) => ({
  layer: `test-${name}`,
  manager: dnf,
  packages,
})

/** Installs `greeting`, and gives the image, of which this test is the only one to know. */
async function install(name: string, sources: PackageSources<RpmRepository>, session = closed) {
  const lines: string[] = []
  const made = await ensureInstalled(session, {
    ...installation(name, ['greeting']),
    from: image,
    sources,
    log: line => lines.push(line),
  })
  return {image: made, lines, [Symbol.asyncDispose]: () => removeImage(engine, made)}
}

/** What a program prints in a container of an image. */
async function printed(of: string, script: string): Promise<string> {
  await using session = new Session(engine, {owner, signal, network: 'none'})
  await using container = await session.start(of, {name: 'test'})
  return (await container.exec(['sh', '-c', script])).stdout
}

/** Where a step of dnf's has been at work: its own files, home, memory, and logs of its own. */
const traces =
  "cd /; find etc/dnf etc/yum.repos.d etc/pki mnt root -not -type d | sort; find var/cache/dnf -mindepth 1; find var/log -name '*dnf*' -o -name '*hawkey*'; cat etc/dnf/dnf.conf"

const queried = (of: string) => printed(of, 'rpm --query greeting')

test('packages come from a local folder without any network, and the image does not know', async t => {
  await using alone = new Session(engine, {owner, signal, network: 'none'})
  await using made = await install('local', sourcesAt(`file://${servers.folder}/good`), alone)
  t.is(await queried(made.image), 'greeting-1.0-1.noarch\n')
  t.is(await printed(made.image, traces), await printed(image, traces))
})

test('packages come through a proxy with a password, by https, with a certificate and a password', async t => {
  const {host, password} = servers
  const access = {
    acquire: [{name: 'Acquire::http::Proxy', value: `http://${host}:3128`}],
    caCertificates: authorities,
    auth: `machine http://${host}:3128 login me password ${password}\nmachine ${host}:446/private login me password ${password}$arch\n`,
  }
  const key = await readServed(servers, 'client.key')
  const certificates = {
    sslclientcert: await readServed(servers, 'client.crt'),
    sslclientkey: key,
  }
  const sources = sourcesAt(`https://${host}:446/private`, {access, certificates})
  await using made = await install('secret', sources)
  t.is(await queried(made.image), 'greeting-1.0-1.noarch\n')
  const {stdout: asked} = await servers.container.exec(['cat', '/root/proxy.log'])
  t.true(asked.includes(`CONNECT ${host}:446`), 'it went through the proxy')
  t.is(await printed(made.image, traces), await printed(image, traces))

  const [, partOfKey = ''] = key.toString().split('\n')
  const secrets = [
    password,
    Buffer.from(`me:${password}`).toString('base64').slice(0, -4),
    partOfKey,
  ]
  const inspected = JSON.stringify(await engine.docker.getImage(made.image).inspect())
  for (const secret of secrets) {
    t.true(secret.length > 20)
    const search = `grep --recursive --text --files-with-matches --fixed-strings --regexp='${secret}' /etc /home /mnt /opt /root /srv /tmp /usr /var || :`
    t.is(await printed(made.image, search), '')
    t.false(`${inspected}${made.lines.join('\n')}`.includes(secret))
  }
  const planted =
    'mkdir /opt/a; echo planted-secret >/opt/a/b; grep --recursive --text --files-with-matches planted-secret /opt'
  t.is(await printed(made.image, planted), '/opt/a/b\n', 'the search finds what is there')
})

test('a new root has nothing of the step, and passwords in its logs alone', async t => {
  const {host, password} = servers
  const auth = `machine http://${host}/private login me password ${password}$arch\n`
  const sources = sourcesAt(`http://${host}/private`, {access: {auth}})
  await using container = await closed.start(image, {
    ...(await dnf.containerOptions(sources)),
    name: 'root',
  })
  const runner = await dnf.open(container, sources)
  await runner.exec(['dnf', '--assumeyes', '--installroot=/new', 'install', 'greeting'])
  const script = [
    'cd /new',
    'dirname $(grep --recursive --text --files-with-matches --regexp="$1" .) | sort -u',
    'find . -type f -not -path "./var/*" -not -path "./etc/dnf/modules.d/*"',
  ]
  const argv = ['sh', '-euc', script.join('\n'), 'sh', password]
  t.is((await container.exec(argv)).stdout, './var/log\n')
})

const tls = (): Partial<Access> => ({caCertificates: authorities})
const via = (port: number): Partial<Access> => ({
  acquire: [{name: 'Acquire::http::Proxy', value: `http://${servers.host}:${port}`}],
})
const forged =
  'the signature of its repomd.xml is wrong: it has been changed, or is by another key than its gpgkey'

interface Failure {
  readonly at: string
  readonly told: string
  readonly repository?: () => Partial<RpmRepository>
  readonly access?: () => Partial<Access>
}

/** What is wrong, and what is told about it. */
const failures: Readonly<Record<string, Failure>> = {
  dead: {at: 'http://HOST:81/good', told: 'it does not answer (port 81)'},
  'no repository': {
    at: 'http://HOST/nothing',
    told: 'there is no repository at this address (404)',
  },
  password: {
    at: 'http://HOST/private',
    told: 'it demands a user and a password, or other ones (401)',
  },
  closed: {at: 'http://HOST/closed', told: 'it does not let anybody in (403)'},
  'an index that is not whole': {
    at: 'http://HOST/index-truncated',
    told: 'its metadata is damaged',
  },
  'an index that is another': {
    at: 'http://HOST/index-changed',
    told: 'its files are not those that its repomd.xml names',
  },
  'metadata that nobody has signed': {
    at: 'http://HOST/metadata-unsigned',
    told: 'its repomd.xml is not signed, and repo_gpgcheck demands that',
  },
  'metadata that somebody else has signed': {at: 'http://HOST/metadata-stranger', told: forged},
  'metadata that has been changed': {at: 'http://HOST/metadata-forged', told: forged},
  'a package that nobody has signed': {
    at: 'http://HOST/unsigned',
    told: 'its package greeting.rpm is not signed',
  },
  'a package that somebody else has signed': {
    at: 'http://HOST/stranger',
    told: 'its package greeting.rpm is signed by another key than its gpgkey',
  },
  'a package that has been changed': {
    at: 'http://HOST/altered',
    told: 'its package greeting.rpm is damaged, or has been changed',
  },
  'a package that is not there': {
    at: 'http://HOST/partial',
    told: 'it lacks the package greeting.rpm',
  },
  'an expired certificate': {
    at: 'https://HOST:444/good',
    access: tls,
    told: 'its certificate has expired, or is not valid yet',
  },
  'an unknown authority': {
    at: 'https://HOST/good',
    told: 'its certificate is of an authority that is not known here',
  },
  'no client certificate': {
    at: 'https://HOST:446/good',
    access: tls,
    told: 'it does not let this machine in (400)',
  },
  'a list without mirrors': {
    at: 'http://HOST/mirrors/none',
    repository: () => ({baseurl: [], mirrorlist: `http://${servers.host}/mirrors/none`}),
    told: 'its mirrorlist names no server',
  },
}

for (const [name, {at, told, repository = () => ({}), access = () => ({})}] of Object.entries(
  failures,
)) {
  test(`refused: ${name}`, async t => {
    const uri = at.replace('HOST', servers.host)
    const sources = sourcesAt(uri, {...repository(), access: access()})
    await assertRefused(t, {sources, told: `the repository company (${uri}): ${told}`})
  })
}

test('refused: a proxy that demands a password', async t => {
  const sources = sourcesAt(`http://${servers.host}/good`, {access: via(3128)})
  const told = `the proxy http://${servers.host}:3128: demands a user and a password, or other ones (407)`
  await assertRefused(t, {sources, told})
})

test('a host that needs no proxy is reached without the one that there is not', async t => {
  const {host} = servers
  const access = {...via(3129), noProxy: host}
  await using made = await install('direct', sourcesAt(`http://${host}/good`, {access}))
  t.is(await queried(made.image), 'greeting-1.0-1.noarch\n')
  const told = `the proxy http://${host}:3129: it does not answer (port 3129)`
  await assertRefused(t, {sources: sourcesAt(`http://${host}/good`, {access: via(3129)}), told})
})

/** By what is to be installed. */
const impossible: Readonly<Record<string, string>> = {
  nosuch: 'the repository company lacks the package nosuch',
  needy:
    'dnf finds no way to install the packages from the repository company: nothing provides nothing-has-this >= 2 needed by needy-1.0-1.noarch from company',
  tool: 'the repository company has, in a stream of a module that is not the default, the package tool',
}

for (const [name, told] of Object.entries(impossible)) {
  test(`not to be had: ${name}`, async t => {
    await assertRefused(t, {
      sources: sourcesAt(`http://${servers.host}/good`),
      packages: [name],
      told,
    })
  })
}

test('refused: a local folder that is not there', async t => {
  const told = 'the repository file:///nonexistent/x: there is no such folder'
  await assertRefused(t, {sources: sourcesAt('file:///nonexistent/x'), told})
})

async function assertRefused(
  t: {
    is: (a: unknown, b: unknown) => void
    throwsAsync: (promise: Promise<unknown>) => Promise<unknown>
  },
  {
    sources,
    told,
    packages = ['greeting'],
  }: {sources: PackageSources<RpmRepository>; told: string; packages?: readonly string[]},
): Promise<void> {
  const before = await ownContainers()
  const wanted = installation('refused', packages)
  const options = {...wanted, from: image, sources, log: () => {}}
  const error = await t.throwsAsync(ensureInstalled(closed, options))
  if (!(error instanceof LivemodeError)) throw error
  t.is(error.message, told)
  t.is(error.code, 'REPOSITORY_FAILED')
  t.is(error.exitCode, 1)
  t.is(await findImage(engine, installedReference('test-refused', image, wanted)), undefined)
  t.is(await ownContainers(), before)
}

async function ownContainers(): Promise<string> {
  const all = await engine.docker.listContainers({all: true})
  const own = all.filter(
    ({Labels}) => Labels['livemode.owner'] === `${owner.hostname}:${owner.pid}`,
  )
  return own.map(({Id}) => Id).join(' ')
}
