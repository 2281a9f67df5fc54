// The upgrade script hands over to its engine, and leaves a result and a flag on the source's disk.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {PlannedFile} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import test, {type ExecutionContext} from 'ava'
import {directory, file, program, shipped} from './parts/part.ts'
import {planImage} from './plan.ts'
import {hostOf, inputWith} from './planned.ts'
import {putFiles, startSession, userspaceOf} from './test-session.ts'

// Without a running systemd the journal is empty, nothing reboots, and /proc/cmdline is not the
// source's: all three are for a boot to prove.

const input = inputWith({}, {host: hostOf('rhel-8-lvm-var')})
const plan = planImage(input)
const sourceRoot = '/run/upgrade'
const results = '/sysroot/var/log/leapp'

const release = (name: string, id: string) =>
  file('/etc/os-release', `ID=${id}\nVERSION_ID="8.10"\nPRETTY_NAME=${name}\n`)
const shell = file('/usr/bin/sh', '', '0755')
const noReboot = file('/.noreboot', '')
const rhel8 = release('"Red Hat Enterprise Linux 8.10 (Ootpa)"', 'rhel')

const rootOnly = 'UUID=0 /run/upgrade xfs defaults,nofail 0 0\n'

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
  await putFiles(container, [...plan.files, file('/etc/fstab', rootOnly)])
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
  const said = lines.filter(line => /^(livemode|probe): (?!its kernel)/.test(line))
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

test('a mount point without a system is not upgraded, and nothing is written', async t => {
  const live = await startLive(t, [])
  const refusal = {
    code: 1,
    lines: ['livemode: there is no source system at /sysroot: nothing is upgraded'],
  }
  t.deepEqual(await runUpgrade(live), refusal)
  t.false(await exists(live, '/sysroot/var'))
})

test('a root file system that is not mounted is named', async t => {
  await using live = await session.start(image, {name: 'test'})
  await putFiles(live, [
    ...plan.files,
    file('/etc/fstab', rootOnly),
    directory(sourceRoot, '0755'),
    ...[rhel8, shell].map(planned => ({...planned, path: `${sourceRoot}${planned.path}`})),
  ])
  t.deepEqual(await runUpgrade(live), {
    code: 1,
    lines: [
      "livemode: the source's root file system (UUID=0) is not mounted at /run/upgrade: nothing is upgraded",
    ],
  })
  t.false(await exists(live, '/sysroot/var'))
})

test('file systems that are not there are named, and the upgrade goes on', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  const others = [
    'UUID=1 /run/upgrade/home\\040dir xfs nofail 0 0',
    'UUID=2 /run/upgrade/backup xfs noauto 0 0',
    'UUID=3 none swap nofail 0 0',
    '/dev/mapper/data /run/upgrade/srv/a\\134b ext4 nofail,_netdev 0 0',
    'UUID=5 /run/upgrade/Données/ ext4 nofail 0 0',
  ]
  await putFiles(live, [file('/etc/fstab', `${rootOnly}${others.join('\n')}\n`)])
  const {code, lines} = await runUpgrade(live)
  t.is(code, 0)
  t.deepEqual(lines.slice(1, 4), [
    'livemode: not mounted: /run/upgrade/home dir (UUID=1)',
    'livemode: not mounted: /run/upgrade/srv/a\\b (/dev/mapper/data)',
    'livemode: not mounted: /run/upgrade/Données (UUID=5)',
  ])
})

test('without a file system that holds the system itself nothing is upgraded', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  const boot = 'UUID=4 /run/upgrade/boot xfs nofail 0 0\n'
  await putFiles(live, [file('/etc/fstab', `${rootOnly}${boot}`)])
  const reason = '/boot of the source system is not mounted'
  t.deepEqual(await runUpgrade(live), {
    code: 1,
    lines: [
      `livemode: upgrading ${result.source} to ${result.target}, image ${plan.buildId}`,
      'livemode: not mounted: /run/upgrade/boot (UUID=4)',
      `livemode: the upgrade failed: ${reason}`,
    ],
  })
  t.like(await readResult(live), {result: 'failure', reason})
})

test('without the file system of the log it is where it will be found, and nothing is upgraded', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  await putFiles(live, [file('/etc/fstab', `${rootOnly}UUID=4 /run/upgrade/var/ xfs nofail 0 0\n`)])
  const {code, lines} = await runUpgrade(live)
  t.is(code, 1)
  t.deepEqual(
    lines[0],
    'livemode: /run/upgrade/var is not mounted: the log is in /root/leapp-upgrade of the source system',
  )
  t.false(await exists(live, '/sysroot/var'))
  const folder = '/sysroot/root/leapp-upgrade'
  t.is(
    await readText(live, `${folder}/upgrade-failed`),
    '/var of the source system is not mounted\n',
  )
  t.true(await exists(live, `${folder}/leapp-upgrade.log`))
})

test('links of the source are followed as the source follows them', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  // As much of the source as it takes to follow a link in it.
  await live.exec([
    'sh',
    '-c',
    `cd ${sourceRoot}; cp --parents -L $(which readlink) $(ldd $(which readlink) | grep -o '/[^ ]*') .; mkdir data; ln -s /data/var var`,
  ])
  t.is((await runUpgrade(live)).code, 0)
  t.true(await exists(live, `${sourceRoot}/data/var/log/leapp/upgrade-result.json`))
  t.false(await exists(live, '/data'))
})

test('the log is nobody else’s to read', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  await runUpgrade(live)
  const {stdout} = await live.exec(['stat', '-c', '%a', `${results}/leapp-upgrade.log`])
  t.is(stdout, '600\n')
})

test('a trace that cannot be written does not keep the upgrade from running', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  const traced = async (path: string) => {
    await putFiles(live, [file('/run/livemode/live-cmdline', `a upgrade.strace=${path} b\n`)])
    const script = 'UPGRADE_UNIT=upgrade-strace.service /usr/lib/livemode/upgrade-strace 2>&1'
    return (await live.exec(['sh', '-c', script])).stdout
  }
  t.regex(await traced('/usr/bin'), /\/usr\/bin cannot be written: the upgrade is not traced/)
  t.like(await readResult(live), {result: 'success'})
  for (const runs of [1, 2]) {
    await traced('/var/log/trace')
    const {stdout} = await live.exec([
      'sh',
      '-c',
      'grep -c \'execve("/usr/bin/upgrade"\' /sysroot/var/log/trace; stat -c %a /sysroot/var/log/trace',
    ])
    t.is(stdout, `${runs}\n600\n`, 'the trace of an earlier run stays')
  }
})

test('a run that was interrupted is told by the next one', async t => {
  const live = await startLive(t, [rhel8, shell, noReboot])
  const hang = program('/usr/lib/livemode/engine', '#!/bin/sh\nexec sleep infinity\n')
  await putFiles(live, [hang])
  const group = 'echo $$ >/run/group; UPGRADE_UNIT=upgrade.service exec /usr/bin/upgrade'
  await live.exec(['sh', '-c', `setsid sh -c '${group}' &`])
  const running = `until grep running ${results}/upgrade-result.json; do sleep 0.1; done`
  await live.exec(['sh', '-c', running])
  t.deepEqual(await readResult(live), {result: 'running', reason: '', ...result})
  // As after a loss of power: nobody could clean up.
  await live.exec(['sh', '-c', 'kill -9 -$(cat /run/group)'])
  await live.exec([
    'sh',
    '-c',
    'until flock --nonblock /run/livemode/lock true; do sleep 0.1; done',
  ])
  await putFiles(live, [program('/usr/lib/livemode/engine', shipped('engine-probe'))])
  const {code, lines} = await runUpgrade(live)
  t.is(code, 0)
  t.is(lines[0], 'livemode: the run before this one was interrupted')
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

test('the command line that install has left on the disk is the one that the engine will see', async t => {
  const cmdline = `root=UUID=1 ro rd.iscsi.password=se\\1cret a="b  c" d='e' @f@ &g %s $HOME ü\n`
  const left = file('/var/lib/leapp/source-cmdline', cmdline, '0600')
  const live = await startLive(t, [rhel8, shell, noReboot, left])
  t.is((await runUpgrade(live)).code, 0)
  t.is(await readText(live, '/run/livemode/source-cmdline'), cmdline)
})

test('a log that is there already stays', async t => {
  const log = file('/var/log/leapp/leapp-upgrade.log', 'from before\n')
  const live = await startLive(t, [rhel8, shell, noReboot, log])
  t.is((await runUpgrade(live)).code, 0)
  t.true((await readText(live, `${results}/leapp-upgrade.log`)).startsWith('from before\n'))
})
