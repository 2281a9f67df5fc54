// A userspace comes from a mirror without any other network, and from one behind a proxy, https and a password; a repository
// that is not what it should be is refused with its reason, and nothing stays.
import {execFileSync} from 'node:child_process'
import {readFile, rm} from 'node:fs/promises'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {buffer} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import {
  connectEngine,
  type Engine,
  findImage,
  packTar,
  removeImage,
  Session,
} from '@livemode/container'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {
  type ClosedServers,
  ensureServerImage,
  openClosedServers,
  type PackageServers,
  takeFolder,
} from '../test/package-servers.ts'
import {baseReference, ensureBase} from './families/debian/base.ts'
import {planDebianSources} from './families/debian/sources.ts'
import {ensureInstalled} from './install.ts'
import {installedReference} from './layer-reference.ts'
import {packageManagers} from './package-managers/index.ts'
import {type Access, directAccess, type PackageSources} from './package-sources/package-sources.ts'
import {defaultTargetId, targets} from './targets/index.ts'
import type {DebianTarget} from './targets/target.ts'
import {ensureToolbox} from './toolbox.ts'

const target: DebianTarget = targets[defaultTargetId]
const log = () => {}
const owner = {hostname: hostname(), pid: process.pid}
const {signal} = new AbortController()

let engine: Engine
let base: string
let opened: ClosedServers
let closed: Session
let servers: PackageServers
const folders: string[] = []

test.before(async () => {
  engine = await connectEngine(process.env)
  await using open = new Session(engine, {owner, signal})
  base = await ensureBase(open, {...target.base, log})
  const image = await ensureServerImage(open, base)
  opened = await openClosedServers(engine, {owner, signal, image})
  ;({session: closed, servers} = opened)
})
test.after.always(async () => {
  await opened?.[Symbol.asyncDispose]()
  for (const folder of folders) await rm(folder, {recursive: true, force: true})
})

/** The one repository that is at a URI. */
async function sourcesAt(
  uri: string,
  {suite = 'stable', access = directAccess}: {suite?: string; access?: Partial<Access>} = {},
): Promise<PackageSources> {
  const keyring = await readFile(join(servers.folder, 'known.gpg'))
  const repository = {uri, suites: [suite], components: ['main'], keyring, checksValidity: true}
  const config = {mirror: null, security_mirror: null}
  const {repositories} = planDebianSources(target, {config, configured: [repository]})
  // Whoever is not there now will not be there in a moment, in a test.
  const once = {name: 'Acquire::Retries', value: '0'}
  const acquire = [...(access.acquire ?? []), once]
  return {repositories, access: {...directAccess, ...access, acquire}}
}

const installation = (name: string) => ({
  layer: `test-${name}`,
  manager: packageManagers.apt,
  packages: ['greeting'],
})

/** Installs `greeting`, and gives the image, of which this test is the only one to know. */
async function install(name: string, sources: PackageSources, session = closed) {
  const lines: string[] = []
  const image = await ensureInstalled(session, {
    ...installation(name),
    from: base,
    sources,
    log: line => lines.push(line),
  })
  return {image, lines, [Symbol.asyncDispose]: () => removeImage(engine, image)}
}

/** What an image has in its own /etc/apt, and where the step has been at work. */
async function readTraces(image: string): Promise<string> {
  await using session = new Session(engine, {owner, signal, network: 'none'})
  await using container = await session.start(image, {name: 'test'})
  const script =
    'cd /; find etc/apt mnt -exec ls -ld --time-style=+ {} + ; cat etc/apt/sources.list'
  return (await container.exec(['sh', '-c', script])).stdout
}

test('a base is made of a local mirror without any network', async t => {
  await using open = new Session(engine, {owner, signal})
  const content = {suite: target.suite, packages: []}
  const mirror = await open.start(base, {name: 'mirror'})
  const script = Buffer.from(fixture('package-sources/partial-mirror.sh'))
  await mirror.putTar(await packTar(new Map([['partial-mirror.sh', script]])), '/')
  await mirror.exec(['sh', '/partial-mirror.sh'])
  const folder = await takeFolder(mirror, '/mirror')
  folders.push(folder)
  await mirror[Symbol.asyncDispose]()

  const config = {
    mirror: `file:${folder}/debian`,
    security_mirror: `copy:${folder}/debian-security/`,
  }
  const {repositories} = planDebianSources(target, {config})
  const sources = {
    repositories: repositories.map(one => ({...one, components: ['main']})),
    access: directAccess,
  }
  const toolbox = await ensureToolbox(open, {log})
  await using alone = new Session(engine, {owner, signal, network: 'none'})
  const reference = await ensureBase(alone, {...content, toolbox, sources, log, refresh: true})
  t.teardown(() => removeImage(engine, reference))
  t.is(reference, baseReference(content), 'a mirror is no other base')
  const traces = await readTraces(reference)
  t.true(traces.endsWith(distributionSources), traces)
  t.false(traces.includes(folder))
  t.notRegex(traces, /mmdebstrap|keyrings\/\S|auth\.conf$|\bmnt\//m)
})

/** What mmdebstrap writes for a release by itself. */
const distributionSources = `deb http://deb.debian.org/debian ${target.suite} main
deb http://deb.debian.org/debian ${target.suite}-updates main
deb http://security.debian.org/debian-security ${target.suite}-security main
`

test('packages come from a local folder without any network, and the image does not know', async t => {
  await using alone = new Session(engine, {owner, signal, network: 'none'})
  const sources = await sourcesAt(`file:${servers.folder}/good`)
  await using made = await install('local', sources, alone)
  t.is(await readTraces(made.image), await readTraces(base))
})

test('packages come through a proxy with a password, by https, from a server with a password', async t => {
  const {host, password} = servers
  const access = {
    acquire: [{name: 'Acquire::http::Proxy', value: `http://${host}:3128`}],
    caCertificates: await readFile(join(servers.folder, 'ca.crt'), 'utf8'),
    auth: `machine http://${host}:3128 login me password ${password}\nmachine ${host}/private login me password ${password}\n`,
  }
  await using made = await install('secret', await sourcesAt(`https://${host}/private`, {access}))
  const {stdout: asked} = await servers.container.exec(['cat', '/root/proxy.log'])
  t.true(asked.includes(`CONNECT ${host}:443`), 'it went through the proxy')
  t.is(await readTraces(made.image), await readTraces(base))

  const image = engine.docker.getImage(made.image)
  const saved = (await buffer(await image.get())).toString('latin1')
  const known = [saved, JSON.stringify(await image.inspect()), made.lines.join('\n')]
  const basic = Buffer.from(`me:${password}`).toString('base64')
  for (const text of known) for (const secret of [password, basic]) t.false(text.includes(secret))
  t.true(saved.includes('greeting'), 'the layers are not compressed')
})

/** What is wrong, and what is told about it. */
const failures: Readonly<
  Record<
    string,
    {at: string; suite?: string; access?: Partial<Access>; told: string; hint?: string}
  >
> = {
  expired: {at: 'http://HOST/expired', told: 'its Release file has expired'},
  stranger: {
    at: 'http://HOST/stranger',
    told: 'its Release file is signed by a key that is not known here',
  },
  forged: {
    at: 'http://HOST/forged',
    told: 'the signature of its Release file is wrong: it has been changed',
  },
  changed: {
    at: 'http://HOST/changed',
    told: 'its files are not those that its Release file names',
  },
  suite: {at: 'http://HOST/good', suite: 'nowhere', told: 'there is no such suite'},
  dead: {at: 'http://HOST:81/good', told: 'it does not answer (connection refused)'},
  password: {
    at: 'http://HOST/private',
    told: 'it demands a user and a password, or other ones (401)',
  },
  authority: {
    at: 'https://HOST/good',
    told: 'its certificate is of an authority that is not known here',
  },
}

for (const [name, {at, suite = 'stable', told}] of Object.entries(failures)) {
  test(`refused: ${name}`, async t => {
    const uri = at.replace('HOST', servers.host)
    await assertRefused(t, {name, sources: await sourcesAt(uri, {suite})}, message => {
      t.true(message.startsWith(`the repository ${uri} ${suite}: ${told}`), message)
    })
  })
}

test('refused: a proxy that demands a password', async t => {
  const proxy = `http://${servers.host}:3128`
  const access = {acquire: [{name: 'Acquire::http::Proxy', value: proxy}]}
  for (const scheme of ['http', 'https']) {
    const sources = await sourcesAt(`${scheme}://${servers.host}/good`, {access})
    await assertRefused(t, {name: 'proxy', sources}, message => {
      t.is(message, `the proxy ${proxy}: demands a user and a password, or other ones (407)`)
    })
  }
})

test('refused: a mirror that lacks the file of a package', async t => {
  const uri = `http://${servers.host}/partial`
  await assertRefused(t, {name: 'partial', sources: await sourcesAt(uri)}, message => {
    t.is(message, `the repository ${uri}: it lacks the package greeting_1.0_all.deb`)
  })
})

test('refused: a local mirror that is not there', async t => {
  const sources = await sourcesAt('file:/nonexistent/debian')
  await assertRefused(t, {name: 'nowhere', sources}, message => {
    t.is(message, 'the repository file:/nonexistent/debian: there is no such folder')
  })
})

test('mmdebstrap of this machine is told of in the same way', async t => {
  const uri = `file:${servers.folder}/stranger`
  const content = {suite: 'stable', packages: []}
  const sources = await sourcesAt(uri)
  const error = await t.throwsAsync(ensureBase(closed, {...content, sources, log}), {
    instanceOf: LivemodeError,
  })
  t.is(error?.code, 'REPOSITORY_FAILED')
  t.regex(
    error?.message ?? '',
    /stable: its Release file is signed by a key that is not known here/,
  )
  t.is(await findImage(engine, baseReference(content)), undefined)
  t.is(execFileSync('sh', ['-c', 'ls -d /tmp/livemode-apt-* 2>/dev/null || true']).toString(), '')
})

async function assertRefused(
  t: {
    is: (a: unknown, b: unknown) => void
    throwsAsync: (promise: Promise<unknown>) => Promise<unknown>
  },
  {name, sources}: {name: string; sources: PackageSources},
  assertMessage: (message: string) => void,
): Promise<void> {
  const before = await ownContainers()
  const error = await t.throwsAsync(install(name, sources))
  if (!(error instanceof LivemodeError)) throw error
  t.is(error.code, 'REPOSITORY_FAILED')
  t.is(error.exitCode, 1)
  assertMessage(error.message)
  t.is(
    await findImage(engine, installedReference(`test-${name}`, base, installation(name))),
    undefined,
  )
  t.is(await ownContainers(), before)
}

async function ownContainers(): Promise<string> {
  const all = await engine.docker.listContainers({all: true})
  const own = all.filter(
    ({Labels}) => Labels['livemode.owner'] === `${owner.hostname}:${owner.pid}`,
  )
  return own.map(({Id}) => Id).join(' ')
}
