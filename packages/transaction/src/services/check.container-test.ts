// The programs of a real Debian 13 check the configurations of a Debian 12, as they were installed and as they break.
import {generateKeyPairSync, type KeyObject} from 'node:crypto'
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {hostname, tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {defaultConfig} from '@livemode/config'
import {type Container, connectEngine, Session} from '@livemode/container'
import {fixturePath} from '@livemode/fixtures'
import {readSourceState, type ServiceId, type SourceState} from '@livemode/host'
import {buildUserspace, ownSources, planRequirements, targets} from '@livemode/userspace'
import test from 'ava'
import {collectEvidence} from '../evidence.ts'
import {Resolver} from '../resolver.ts'
import {checkServices, type ServiceCheck} from './check.ts'
import {serviceCheckers} from './checkers.ts'

const target = targets['debian-13']
const names = ['openssh-server', 'nginx', 'dovecot-core', 'php8.4-fpm', 'sudo', 'bind9-utils']

let session: Session
let container: Container
let resolver: Resolver
let folder: string
let coming: readonly {readonly package: string; readonly version: string}[]

test.before(async () => {
  const owner = {hostname: hostname(), pid: process.pid}
  session = new Session(await connectEngine(process.env), {
    owner,
    signal: new AbortController().signal,
  })
  const requirements = planRequirements(target, defaultConfig)
  const {image} = await buildUserspace(session, {target, requirements, log: () => {}})
  folder = await mkdtemp(join(tmpdir(), 'livemode-services-'))
  container = await session.start(image, {name: 'services'})
  const {facts} = await stateWith({})
  resolver = await Resolver.open(container, {
    facts,
    architectures: ['amd64'],
    repositories: target.archive.repositories,
    sources: ownSources,
  })
  const policies = await resolver.policies(names)
  coming = names.map(name => ({
    package: `${name}:amd64`,
    version: policies.get(name)?.candidate ?? '',
  }))
  // Here all of them are laid out; the tests lay other configurations over them.
  const state = await stateWith({})
  installed = await checkAll(state, versions => resolver.fetchMissing(versions))
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

let installed: readonly ServiceCheck[]

type Files = Readonly<Record<string, string | Buffer>>

const key = (pair: {privateKey: KeyObject}) =>
  pair.privateKey.export({type: 'pkcs8', format: 'pem'}).toString()

/** The state of the captured root, with its own keys and with files changed. */
async function stateWith(files: Files): Promise<SourceState> {
  const root = await mkdtemp(join(folder, 'root-'))
  await cp(fixturePath('roots/debian-12-services'), root, {recursive: true})
  const own = {
    '/etc/ssh/ssh_host_ed25519_key': key(generateKeyPairSync('ed25519')),
    '/etc/dovecot/private/dovecot.key': key(generateKeyPairSync('ec', {namedCurve: 'secp384r1'})),
    ...files,
  }
  for (const [path, content] of Object.entries(own)) {
    await mkdir(dirname(join(root, path)), {recursive: true})
    await writeFile(join(root, path), content)
  }
  return readSourceState({root})
}

const checkAll = (
  {facts, observations}: SourceState,
  fetch: (versions: readonly string[]) => Promise<string>,
  packages = coming,
) => {
  // The fixture has no more than what its services read: that the rest is missing is no deletion.
  const seen = {...observations, conffiles: {}}
  const transaction = {upgrade: [], new: [...packages]}
  return checkServices(container, {facts, observations: seen, transaction, fetch})
}

/** What the checker of a service says of the root with these files changed. */
async function check(id: ServiceId, files: Files): Promise<ServiceCheck | undefined> {
  const {package: name} = serviceCheckers[id]
  const packages = coming.filter(one => name.test(one.package.replace(/:.*/, '')))
  const results = await checkAll(
    await stateWith(files),
    async () => {
      await container.exec(['mkdir', '-p', '/nothing-more'])
      return '/nothing-more'
    },
    packages,
  )
  await container.exec(['rm', '-f', '--', ...Object.keys(files)])
  return results.find(result => result.id === id)
}

const accepted = (id: ServiceId): ServiceCheck => ({id, result: 'accepted', lines: []})

test.serial('as they were installed, all but dovecot start', t => {
  t.deepEqual(
    installed.filter(({id}) => id !== 'dovecot'),
    (['openssh', 'nginx', 'php-fpm', 'sudo', 'bind'] as const).map(accepted),
  )
  const dovecot = installed.find(({id}) => id === 'dovecot')
  t.is(dovecot?.result, 'refused')
  t.regex(
    dovecot?.lines[0] ?? '',
    /^doveconf: Fatal: .* The first setting must be dovecot_config_version/,
  )
})

const refused: readonly (readonly [ServiceId, string, Files, RegExp])[] = [
  [
    'openssh',
    'a quality of service that is none any more',
    {'/etc/ssh/sshd_config.d/x.conf': 'IPQoS 0x00\n'},
    /^\/etc\/ssh\/sshd_config\.d\/x\.conf line 1: Bad IPQoS value: 0x00$/,
  ],
  [
    'openssh',
    'keys that are not known any more',
    {'/etc/ssh/sshd_config.d/x.conf': '\nPubkeyAcceptedAlgorithms +ssh-dss\n'},
    /line 2: Bad key types '\+ssh-dss'/,
  ],
  [
    'openssh',
    'no host key but one of DSA',
    {
      '/etc/ssh/sshd_config.d/x.conf': 'HostKey /etc/ssh/ssh_host_dsa_key\n',
      '/etc/ssh/ssh_host_dsa_key': key(
        generateKeyPairSync('dsa', {modulusLength: 1024, divisorLength: 160}),
      ),
    },
    /ssh_host_dsa_key|no hostkeys available/,
  ],
  [
    'nginx',
    'a directive that is none',
    {'/etc/nginx/conf.d/x.conf': '# why\nno_such_directive on;\n'},
    /unknown directive "no_such_directive" in \/etc\/nginx\/conf\.d\/x\.conf:2/,
  ],
  [
    'php-fpm',
    'a setting that is none',
    {'/etc/php/8.2/fpm/pool.d/x.conf': '[x]\nno_such = 1\n'},
    /pool\.d\/x\.conf:2\] unknown entry 'no_such'/,
  ],
  ['sudo', 'a line that is none', {'/etc/sudoers.d/x': 'broken line here\n'}, /sudoers\.d\/x:1:/],
  [
    'bind',
    'an option that was taken away',
    {'/etc/bind/named.conf.local': 'zone "x" { no-such yes; };\n'},
    /named\.conf\.local:1: unknown option 'no-such'/,
  ],
]

for (const [id, name, files, message] of refused) {
  test.serial(`${id}: ${name}`, async t => {
    const result = await check(id, files)
    t.is(result?.result, 'refused', result?.lines.join('\n'))
    t.regex(result?.lines.join('\n') ?? '', message)
  })
}

test.serial('nginx: addresses, servers and certificates that are on the machine alone', async t => {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
  const certificate = await certificateFor(key({privateKey}))
  const files = {
    '/etc/ssl/certs/x.pem': certificate,
    '/etc/ssl/private/x.key': key({privateKey}),
    '/etc/nginx/htpasswd': 'me:secret\n',
    '/srv/logs/a.log': '',
    '/etc/nginx/conf.d/x.conf': `upstream app { server app.internal.example:8080; }
map $http_x_key $who { default ""; "one" 1; "two" 2; }
server {
  listen 192.0.2.1:443 ssl;
  ssl_certificate /etc/ssl/certs/x.pem; ssl_certificate_key /etc/ssl/private/x.key;
  access_log /srv/logs/a.log;
  location / { proxy_pass http://app; auth_basic_user_file htpasswd; set $a "x$host"; }
  location /b { proxy_pass https://user:word@backend.internal.example/; }
  if ($arg_a = "b") { rewrite ^/(?<name>.*)$ /x/$name permanent; }
}
`,
  }
  t.deepEqual(await check('nginx', files), accepted('nginx'))
  const broken = {...files, '/etc/nginx/conf.d/y.conf': 'server { listen 192.0.2.1:80 no_such; }\n'}
  t.is((await check('nginx', broken))?.result, 'refused')
})

/** Made by the target's own program; what it certifies does not matter. */
async function certificateFor(pem: string): Promise<string> {
  const script =
    'printf "%s" "$1" >/tmp/key && openssl req -x509 -key /tmp/key -subj /CN=x -days 2; rm /tmp/key'
  return (await container.exec(['sh', '-c', script, 'sh', pem])).stdout
}

test.serial('dovecot: a configuration of the target', async t => {
  const text = 'dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n'
  t.deepEqual(await check('dovecot', {'/etc/dovecot/dovecot.conf': text}), accepted('dovecot'))
})

test.serial('what cannot be checked says so', async t => {
  const large = await check('sudo', {'/etc/sudoers.d/x': Buffer.alloc(2 * 1024 * 1024, '#')})
  t.deepEqual(large, {
    id: 'sudo',
    result: 'unknown',
    lines: ['not all of its configuration could be read: /etc/sudoers.d/x'],
  })
  const [package_] = coming
  const missing = {package: package_?.package ?? '', version: '0'}
  const [result] = await checkAll(
    await stateWith({}),
    versions => resolver.fetchMissing(versions),
    [missing],
  )
  t.is(result?.result, 'unknown')
  t.regex(result?.lines.join('\n') ?? '', /Version '0' for 'openssh-server' was not found/)
})

test.serial(
  'evidence: what packages of the target bring, and how their programs judge',
  async t => {
    const {facts, observations} = await stateWith({
      '/etc/sudoers': 'broken line here\n',
      '/etc/bind/named.conf.options': '# mine\n',
    })
    // The fixture has but a few of them.
    const conffiles = Object.fromEntries(
      Object.entries(observations.conffiles).filter(([, sum]) => sum !== null),
    )
    const policies = await resolver.policies(['sudo', 'cron', 'bind9'])
    const upgrade = [...policies].map(([name, {candidate}]) => ({
      package: `${name}:amd64`,
      from: '1',
      to: candidate ?? '',
    }))
    const evidence = await collectEvidence(container, {
      facts,
      observations: {...observations, conffiles},
      transaction: {upgrade, new: []},
      resolver,
    })
    // The target's sudoers is the one that the source had.
    t.deepEqual(evidence.conffiles, {
      kept: ['/etc/bind/named.conf.options'],
      deleted: [],
      ucf: [],
      unknown: [],
    })
    t.deepEqual(
      evidence.services.map(({id, result}) => [id, result]),
      [['sudo', 'refused']],
    )
  },
)
