// The upgrade script hands over to its engine, and leaves a result and a flag on the source's disk.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {PlannedFile} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import test, {type ExecutionContext} from 'ava'
import {directory, file} from './parts/part.ts'
import {planImage} from './plan.ts'
import {hostOf, inputWith} from './planned.ts'
import {putFiles, startSession, userspaceOf} from './test-session.ts'

// Without a running systemd the journal is empty and nothing reboots: both are for a boot to prove.

const input = inputWith({}, {host: hostOf('rhel-8-lvm-var')})
const plan = planImage(input)
const sourceRoot = '/run/upgrade'
const results = '/sysroot/var/log/leapp'

const release = (name: string, id: string) =>
  file('/etc/os-release', `ID=${id}\nVERSION_ID="8.10"\nPRETTY_NAME=${name}\n`)
const shell = file('/usr/bin/sh', '', '0755')
const noReboot = file('/.noreboot', '')
const rhel8 = release('"Red Hat Enterprise Linux 8.10 (Ootpa)"', 'rhel')

let session: Session
let image: string

test.before(async () => {
  session = await startSession()
  ;({image} = await userspaceOf(session, input))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

/** A live system, as far as a container can be one, that has these files of a source below /sysroot. */
async function startLive(t: ExecutionContext, source: readonly PlannedFile[]): Promise<Container> {
  const disk = await mkdtemp(join(tmpdir(), 'livemode-source-'))
  const container = await session.start(image, {name: 'test', binds: {[disk]: sourceRoot}})
  t.teardown(async () => {
    await container.exec(['find', sourceRoot, '-mindepth', '1', '-delete'])
    await container[Symbol.asyncDispose]()
    await rm(disk, {recursive: true})
  })
  await putFiles(container, plan.files)
  await putFiles(
    container,
    source.map(planned => ({...planned, path: `${sourceRoot}${planned.path}`})),
  )
  return container
}

interface Run {
  readonly code: number
  readonly lines: readonly string[]
}

/** Runs the upgrade as its service does. */
async function runUpgrade(container: Container): Promise<Run> {
  const script = '/usr/bin/upgrade 2>&1; echo "code $?"'
  const environment = {UPGRADE_UNIT: 'upgrade.service'}
  const {stdout} = await container.exec(['sh', '-c', script], {environment})
  const lines = stdout.trimEnd().split('\n')
  const said = lines.filter(line => /^(livemode|probe): /.test(line))
  return {code: Number(lines.at(-1)?.slice('code '.length)), lines: said}
}

const readText = async (container: Container, path: string) =>
  (await container.exec(['cat', path])).stdout

const exists = async (container: Container, path: string) =>
  (await container.exec(['sh', '-c', `test -e ${path} && echo yes || echo no`])).stdout === 'yes\n'

const readResult = async (container: Container) =>
  JSON.parse(await readText(container, `${results}/upgrade-result.json`))

const result = {
  engine: 'probe',
  buildId: plan.buildId,
  source: 'Red Hat Enterprise Linux 8.10 (Ootpa)',
  target: 'Debian GNU/Linux 13 (trixie)',
}

test('a success', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  t.deepEqual(await runUpgrade(live), {
    code: 0,
    lines: [
      `livemode: upgrading ${result.source} to ${result.target}, image ${plan.buildId}`,
      `probe: source system at ${sourceRoot}: rhel 8.10`,
      'probe: would be upgraded from rhel 8.10 to debian 13',
      'livemode: the upgrade succeeded',
      'livemode: /.noreboot is there: not rebooting',
    ],
  })
  t.deepEqual(await readResult(live), {result: 'success', reason: '', ...result})
  t.false(await exists(live, `${results}/upgrade-failed`))
  t.true(await exists(live, `${results}/leapp-upgrade.log`))
})

test('a failure, and a success after it', async t => {
  const live = await startLive(t, [rhel8, noReboot])
  const reason = `${sourceRoot} is no system: it has neither a shell nor an init`
  const upgrading = `livemode: upgrading ${result.source} to ${result.target}, image ${plan.buildId}`
  t.deepEqual(await runUpgrade(live), {
    code: 1,
    lines: [upgrading, `probe: ${reason}`, `livemode: the upgrade failed: ${reason}`],
  })
  t.deepEqual(await readResult(live), {result: 'failure', reason, ...result})
  t.is(await readText(live, `${results}/upgrade-failed`), `${reason}\n`)

  await live.exec(['sh', '-c', `mkdir -p ${sourceRoot}/usr/bin; touch ${sourceRoot}/usr/bin/sh`])
  const {code, lines} = await runUpgrade(live)
  t.is(code, 0)
  t.is(lines[0], `livemode: the run before this one failed: ${reason}`)
  t.deepEqual(await readResult(live), {result: 'success', reason: '', ...result})
  t.false(await exists(live, `${results}/upgrade-failed`))
})

test('the source must not be the live system itself', async t => {
  const live = await startLive(t, [shell, noReboot])
  await live.exec(['sh', '-c', `mkdir ${sourceRoot}/etc; cp /etc/os-release ${sourceRoot}/etc/`])
  t.is((await runUpgrade(live)).code, 1)
  const reason = `${sourceRoot} is this live system itself, not the system to upgrade`
  t.like(await readResult(live), {result: 'failure', reason})
})

test('a name with every awkward character stays what it is, its tabs become spaces', async t => {
  const name = 'A "quoted" \\ back\\slash & percent%s\tand a tab'
  const live = await startLive(t, [release(`'${name}'`, 'other'), shell, noReboot])
  t.is((await runUpgrade(live)).code, 0)
  t.like(await readResult(live), {source: name.replace('\t', ' ')})
})

test('without a source system nothing is upgraded, and nothing is written', async t => {
  const live = await startLive(t, [])
  const refusal = {
    code: 1,
    lines: ['livemode: there is no source system at /sysroot: nothing is upgraded'],
  }
  t.deepEqual(await runUpgrade(live), refusal)
  t.false(await exists(live, '/sysroot/var'))
})

test('a system below /sysroot that is not mounted is none', async t => {
  await using live = await session.start(image, {name: 'test'})
  await putFiles(live, [
    ...plan.files,
    directory(sourceRoot, '0755'),
    ...[rhel8, shell].map(planned => ({...planned, path: `${sourceRoot}${planned.path}`})),
  ])
  t.deepEqual(await runUpgrade(live), {
    code: 1,
    lines: ['livemode: there is no source system at /sysroot: nothing is upgraded'],
  })
  t.false(await exists(live, '/sysroot/var'))
})

test('only one upgrade runs at a time', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  await live.exec(['sh', '-c', 'mkdir -p /run/livemode; flock /run/livemode/lock sleep 600 &'])
  await live.exec([
    'sh',
    '-c',
    'while flock --nonblock /run/livemode/lock true; do sleep 0.1; done',
  ])
  t.deepEqual(await runUpgrade(live), {
    code: 1,
    lines: ['livemode: an upgrade is running already'],
  })
})

test('a log that is there already stays', async t => {
  const log = file('/var/log/leapp/leapp-upgrade.log', 'from before\n')
  const live = await startLive(t, [rhel8, shell, noReboot, log])
  t.is((await runUpgrade(live)).code, 0)
  t.true((await readText(live, `${results}/leapp-upgrade.log`)).startsWith('from before\n'))
})
