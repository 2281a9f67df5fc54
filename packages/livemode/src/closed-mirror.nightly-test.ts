// A Debian 12 with a repository of others is upgraded from one mirror alone, behind a proxy, https and passwords; and
// none of these secrets stays in anything that was made.
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {defaultConfig} from '@livemode/config'
import {removeImage, Session} from '@livemode/container'
import {artifactNames, type Manifest, manifestName} from '@livemode/image'
import {
  defaultTargetId,
  ensureToolbox,
  planLayers,
  planRequirements,
  type Target,
  targets,
} from '@livemode/userspace'
import {createClosedNetwork} from '@livemode/userspace/test'
import test, {type ExecutionContext} from 'ava'
import {InstallMachine} from '../test/install-machine.ts'
import {LiveContainer} from '../test/live-container.ts'
import {
  type ClosedMirror,
  joinNetwork,
  planConfiguration,
  readProxyLog,
  serverName,
} from '../test/nightly/closed-mirror.ts'
import {type ClosedUpgrade, prepareClosedUpgrade} from '../test/nightly/closed-upgrade.ts'
import {findMadeOf, removeMadeOf} from '../test/nightly/made-images.ts'
import {makeSigningKeyring} from '../test/nightly/signing-key.ts'
import {prepareUpgradeOf, type UpgradeSources} from '../test/prepared-upgrade.ts'
import {enabled, runLivemode} from '../test/run-livemode.ts'
import {
  containerPlaces,
  findSecrets,
  folderPlaces,
  imagePlaces,
  type Place,
  type Secret,
  textPlace,
  unpackedPlace,
} from '../test/secret-search.ts'
import {startSession, testOwner} from '../test/session.ts'
import {assertUpgraded} from '../test/upgraded-source.ts'
import {readAccess} from './access.ts'
import {readConfig, readSourceChoices} from './named-config.ts'
import {readTargetSources} from './target-sources.ts'

const target: Target = targets[defaultTargetId]
const requirements = planRequirements(target, defaultConfig)
const log = () => {}
const owner = testOwner
const {signal} = new AbortController()

const stack = new AsyncDisposableStack()
/** Its containers reach the distribution. */
let open: Session
let folder: string
let prepared: ClosedUpgrade
/** Takes all from the mirror, as the engine's default network has it. */
let config: string

test.before(async () => {
  open = stack.use(await startSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-closed-'))
  stack.defer(() => rm(folder, {recursive: true, force: true}))
  prepared = await prepareClosedUpgrade(open, folder)
  stack.defer(() => removeImage(open.engine, prepared.source))
  config = await writeConfiguration('config', prepared.address)
  const {sources} = await readSources(config)
  const {base} = planLayers(target, requirements, sources)
  stack.defer(() => removeMadeOf(open.engine, base))
})
test.after.always(() => stack.disposeAsync())

/** Writes a configuration that takes all from the mirror, through its proxy at an address. */
async function writeConfiguration(name: string, address: string): Promise<string> {
  const place = join(folder, name)
  await mkdir(place)
  const proxy = `http://${address}:3128`
  const files = planConfiguration(prepared.mirror, {folder: place, proxy})
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(place, file), content, {mode: 0o600})
  }
  return join(place, 'livemode.yaml')
}

async function readSources(config: string): Promise<UpgradeSources> {
  const parsed = await readConfig({config})
  const sources = await readTargetSources(parsed, target)
  if (sources.family !== 'debian') throw new Error(`${target.title} is of another family`)
  return {
    sources,
    access: await readAccess(parsed, {}),
    sourceChoices: await readSourceChoices(parsed),
  }
}

/** What none may find. */
const secretsOf = (
  {passwords}: ClosedMirror,
  more: Readonly<Record<string, string>> = {},
): readonly Secret[] => [
  ...Object.entries(passwords).map(([name, text]) => ({name: `the password of ${name}`, text})),
  ...Object.entries(more).map(([name, text]) => ({name, text})),
]

/** The source, as a machine that `install` can be run on. */
async function startMachine(): Promise<InstallMachine & AsyncDisposable> {
  const machine = await InstallMachine.start(
    {session: open, image: prepared.source},
    {[folder]: '/work'},
  )
  return Object.assign(machine, {
    [Symbol.asyncDispose]: () => machine.container[Symbol.asyncDispose](),
  })
}

/** What is in the live image and in the initramfs. */
async function unpackedArtifacts(): Promise<readonly Place[]> {
  const {common} = planLayers(target, requirements)
  const binds = {[join(folder, 'out')]: '/artifacts:ro'}
  const start = (image: string) => open.start(image, {name: 'unpack', binds})
  const toolbox = await start(await ensureToolbox(open, {log}))
  const dracut = await start(common)
  const place = (name: string) => `/artifacts/${name}`
  return [
    unpackedPlace(toolbox, {
      path: place(artifactNames.squashfs),
      kind: 'squashfs',
      known: 'Package: dpkg\n',
    }),
    unpackedPlace(dracut, {
      path: place(artifactNames.initramfs),
      kind: 'initramfs',
      known: 'dmsquash-live-root',
    }),
  ]
}

test.serial('without a route to anything else', async t => {
  await using network = await createClosedNetwork(open.engine)
  await using closed = new Session(open.engine, {owner, signal, network: network.name})
  const {mirror, source} = prepared
  await using member = await joinNetwork(open, mirror, network.name)
  const from = await readSources(await writeConfiguration('closed', member.address))
  const out = join(folder, 'closed-out')
  const planned = await prepareUpgradeOf(closed, {root: source, out, from})
  const {upgrade, repositories, archives} = planned.transaction
  t.log({...planned.seconds, packages: archives.length})
  t.deepEqual(
    upgrade.filter(one => one.package.startsWith('local-tool')),
    [{package: 'local-tool:amd64', from: '1.0+deb12', to: '2.0+deb13'}],
  )
  t.deepEqual(
    repositories.map(one => [one.uri, one.suites]),
    ['debian', 'tools'].map(name => [`https://${serverName}/private-${name}`, ['trixie']]),
  )
  await assertNoRoute(t, closed)

  await using alone = new Session(open.engine, {owner, signal, network: 'none'})
  await using live = await LiveContainer.start({...planned, session: alone})
  await live.shell(`cd /sysroot && sha256sum ${kept.join(' ')} >/run/kept`)
  const {code, lines, seconds} = await live.upgrade()
  t.log(seconds)
  t.is(code, 0, lines.slice(-60).join('\n'))
  await assertUpgraded(t, {live, prepared: planned})
  await live.shell('cd /sysroot && sha256sum --quiet --check /run/kept')
  t.is(await live.shellInSource('local-tool'), '2.0+deb13\n')
  t.is(
    await live.shell('cat /sysroot/etc/apt/sources.list.d/tools.list'),
    `deb [signed-by=/usr/share/keyrings/tools.asc] https://${serverName}/private-tools trixie main\n`,
  )
  const units = ['cron', 'local-tool', 'nginx', 'ssh'].map(name => `${name}.service`)
  const states = await live.shellInSource(`systemctl is-enabled ${units.join(' ')}`)
  t.is(states, units.map(() => 'enabled\n').join(''))
  await live.shellInSource('nginx -t 2>&1; mkdir -p /run/sshd; sshd -t')
  const left = await live.shell(
    'find /run/livemode /etc/livemode /sysroot/etc /sysroot/var/log /sysroot/var/lib/apt /sysroot/var/lib/leapp -type f -exec cat {} +',
  )
  const place = {...textPlace('what the upgrade leaves', left), known: 'local-tool'}
  t.deepEqual(await findSecrets([place], secretsOf(mirror)), [])
  t.deepEqual(await findSecrets(folderPlaces(out), secretsOf(mirror)), [])

  const asked = (await readProxyLog(mirror)).split('\n').filter(line => /Request/.test(line))
  t.true(asked.length > 100)
  t.deepEqual(
    asked.filter(line => !line.includes(serverName)),
    [],
  )
})

/** What a user and an administrator have made on the source. */
const kept = [
  ...['etc/cron.d/local-tool', 'etc/local-tool.conf', 'etc/nginx/nginx.conf'],
  ...['etc/ssh/sshd_config', 'srv/data/numbers', 'var/lib/local-tool/state'],
]

/** The network that all was made in leads to no mirror of the distribution's. */
async function assertNoRoute(t: ExecutionContext, closed: Session): Promise<void> {
  const {common} = planLayers(target, requirements)
  const ask =
    'curl --silent --max-time 20 http://deb.debian.org/debian/dists/ >/dev/null && echo there || echo nothing'
  for (const [session, answer] of [
    [closed, 'nothing\n'],
    [open, 'there\n'],
  ] as const) {
    await using container = await session.start(common, {name: 'ask'})
    t.is((await container.exec(['sh', '-c', ask])).stdout, answer)
  }
}

test.serial('no secret stays in anything', async t => {
  await using keyring = await makeSigningKeyring()
  const {mirror, address} = prepared
  const engine = {...(process.env.DOCKER_HOST && {DOCKER_HOST: process.env.DOCKER_HOST})}
  const environment = {...keyring.environment, ...engine, ...enabled}
  const told: Place[] = []
  const run = async (...argv: readonly string[]) => {
    const done = await runLivemode([...argv, '--config', config], {folder, ...environment})
    t.is(done.code, 0, done.stderr)
    told.push(textPlace(`what ${argv.join(' ')} prints`, done.stdout + done.stderr))
  }
  await using machine = await startMachine()
  const onMachine = async (words: string, before = '') => {
    const {code, lines} = await machine.livemode(words, {before})
    t.is(code, 0, lines.join('\n'))
    told.push(textPlace(`what ${words.split(' ', 1)[0]} prints there`, lines.join('\n')))
  }

  await onMachine('host --facts /work/out/machine.tar.gz')
  const described = ['--host', 'out/machine.tar.gz']
  await run('plan', ...described, '--json')
  await run('build', '--sign', keyring.name)
  await run('resolve', ...described)
  await run('download')
  await run('plan', ...described, '--json')
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'out', manifestName), 'utf8'))
  t.is(manifest.engines.includes('apt'), true)

  await machine.put('/root/images.asc', keyring.publicKey)
  await machine.put('/root/ca.pem', mirror.certificate)
  await machine.shell('mkdir -p /var/lib/fetched && cp -r /work/out/packages /var/lib/fetched')
  const encoded = (password: string) => `me:${encodeURIComponent(password)}`
  const {artifacts, proxy} = mirror.passwords
  const url = `https://${encoded(artifacts)}@${serverName}/private-artifacts`
  const through = `https_proxy=http://${encoded(proxy)}@${address}:3128`
  const options = '--engine apt --out /var/lib/fetched --trust /root/images.asc --ca /root/ca.pem'
  await onMachine(`install --from ${url} ${options}`, through)
  await onMachine('status')
  // A failure prints more.
  const {lines} = await machine.livemode(`install --from ${url}/none ${options}`, {before: through})
  t.regex(lines.join('\n'), /private-artifacts\/none\/manifest\.json: there is no manifest/)
  told.push(textPlace('what a failed installation prints', lines.join('\n')))

  const secrets = secretsOf(mirror, {'the passphrase of the signing key': keyring.passphrase})
  t.deepEqual(await findSecrets([...told], secrets), [])
  t.deepEqual(await findSecrets(folderPlaces(join(folder, 'out')), secrets), [])
  t.deepEqual(await findSecrets(containerPlaces(open.engine, machine.container), secrets), [])
  t.deepEqual(await findSecrets(await unpackedArtifacts(), secrets), [])
  const {sources} = await readSources(config)
  const made = await findMadeOf(open.engine, planLayers(target, requirements, sources).base)
  t.log(made)
  t.true(made.length >= 5, 'the userspace, the toolbox, the runtime, the initramfs')
  for (const name of made) {
    t.deepEqual(await findSecrets(imagePlaces(open.engine, name), secrets), [])
  }
  const own = await findSecrets(folderPlaces(join(folder, 'config')), secrets)
  t.true(own.length > 0, 'where they are, they are found')
})
