// A run leaves log, result, record and flag where they are found, and ends as the failure policy has it.
import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {
  buildId,
  changing,
  facts,
  installation,
  plainResult,
  reboot,
  startRun,
} from '../../../test/upgrade-run.ts'
import {endAfterDeath, giveUp} from '../give-up.ts'
import {runUpgrade} from './index.ts'

test('a success', async t => {
  const run = startRun(t)
  t.is(await runUpgrade(run.live), 0)
  t.deepEqual(run.result(), plainResult)
  t.deepEqual(run.record(), {
    version: 1,
    installation,
    buildId,
    engine: 'probe',
    phase: 'verify',
    changed: false,
    source: 'Debian 12',
    tries: 1,
    triesWithoutProgress: 1,
    inPlace: 0,
    armedBy: 'install',
    outcome: 'success',
    rollback: false,
    reason: '',
  })
  t.deepEqual(run.log().split('\n'), [
    `livemode: upgrading Debian 12 to Debian 13, image ${buildId}`,
    'livemode: phase verify',
    `livemode: probe: source system at ${run.sourceRoot}: debian 12`,
    'livemode: probe: its kernel command line: root=UUID=1 quiet',
    'livemode: probe: would be upgraded from debian 12 to debian 13',
    'livemode: the upgrade succeeded',
    '',
  ])
  t.is(run.mode('/run/upgrade/var/log/leapp/leapp-upgrade.log'), '600')
  t.false(run.has('/run/upgrade/var/log/leapp/upgrade-failed'))
  t.true(run.reboots())
})

test('a success that is to be looked at', async t => {
  const run = startRun(t, {source: {'/.noreboot': ''}})
  t.is(await runUpgrade(run.live), 0)
  t.is(run.lines.at(-1), '/.noreboot is there: not rebooting')
  t.true(run.log().endsWith('livemode: /.noreboot is there: not rebooting\n'))
  t.false(run.reboots())
})

const noSystem = {'/etc/os-release': 'ID=debian\nVERSION_ID=13\n'}

test('an engine that refuses', async t => {
  const run = startRun(t, {source: noSystem})
  const reason = `${run.sourceRoot} is this live system itself, not the system to upgrade`
  t.is(await runUpgrade(run.live), 1)
  t.deepEqual(run.result(), {...plainResult, result: 'failure', reason, source: ''})
  t.is(run.read('/run/upgrade/var/log/leapp/upgrade-failed'), `${reason}\n`)
  t.is(run.record()?.outcome, 'failure')
  t.true(run.consoles().endsWith('<3>livemode: rebooting into the source system\n'))
  t.true(run.reboots())
})

test('the next run tells of the one before, and takes the flag away', async t => {
  const run = startRun(t, {source: noSystem})
  await runUpgrade(run.live)
  run.putSource({'/etc/os-release': 'ID=debian\nVERSION_ID=12\n'})
  t.is(await runUpgrade(run.live), 0)
  t.true(
    run.lines.includes(
      `the run before this one failed: ${run.sourceRoot} is this live system itself, not the system to upgrade`,
    ),
  )
  t.is(run.record()?.tries, 2)
  t.false(run.has('/run/upgrade/var/log/leapp/upgrade-failed'))
})

test('a run that was interrupted', async t => {
  const run = startRun(t)
  await runUpgrade(run.live)
  const record = '/run/upgrade/etc/livemode/run.json'
  writeFileSync(run.live.path(record), run.read(record).replace('"success"', '"running"'))
  await runUpgrade(run.live)
  t.true(run.lines.includes('the run before this one was interrupted'))
})

test('with upgrade.autostart=0 a failure stays for who can log in, and for nobody else', async t => {
  const cmdline = 'upgrade.autostart=0'
  const open = startRun(t, {source: noSystem, cmdline, canLogIn: true})
  await runUpgrade(open.live)
  t.false(open.reboots())
  const closed = startRun(t, {source: noSystem, cmdline})
  await runUpgrade(closed.live)
  t.true(closed.reboots())
})

const beside = '/run/initramfs/live/lib/leapp'

/** What is upgraded in no way: nothing is written to what is at the source's root. */
function demandUntouched(
  t: ExecutionContext,
  run: ReturnType<typeof startRun>,
  reason: string,
): void {
  t.true(run.consoles().startsWith(`<3>livemode: nothing is upgraded: ${reason}\n`), run.consoles())
  t.false(run.has('/run/upgrade/var'))
  t.is(JSON.parse(run.read(`${beside}/upgrade-result.json`)).reason, reason)
  t.is(run.read(`${beside}/upgrade-failed`), `${reason}\n`)
  t.true(run.reboots())
}

test('a root that is not mounted', async t => {
  const run = startRun(t, {mounted: []})
  t.is(await runUpgrade(run.live), 1)
  demandUntouched(
    t,
    run,
    `the source’s root file system (UUID=1) is not mounted at ${run.sourceRoot}`,
  )
})

test('another system than the one that has installed the image', async t => {
  const other = startRun(t, {source: {'/etc/livemode/installation': 'another\n'}})
  await runUpgrade(other.live)
  const is = `the system at ${other.sourceRoot} is not the one that has installed this image:`
  demandUntouched(t, other, `${is} its installation is another, and this is ${installation}`)

  const none = startRun(t)
  rmSync(join(none.sourceRoot, 'etc/livemode'), {recursive: true})
  await runUpgrade(none.live)
  demandUntouched(
    t,
    none,
    `the system at ${none.sourceRoot} is not the one that has installed this image: it has no /etc/livemode/installation`,
  )
})

test('no machine’s part, one of another image, and one that is damaged', async t => {
  const none = startRun(t, {facts: null})
  await runUpgrade(none.live)
  demandUntouched(
    t,
    none,
    'the initramfs has brought no machine’s part: this image is not installed on a machine',
  )
  const other = startRun(t, {facts: {buildId: 'fedcba9876543210'}})
  await runUpgrade(other.live)
  demandUntouched(
    t,
    other,
    `the machine’s part is for image fedcba9876543210, and this is ${buildId}`,
  )
  const damaged = startRun(t)
  writeFileSync(damaged.live.path('/etc/livemode/machine.json'), '{"version": 2}')
  await runUpgrade(damaged.live)
  demandUntouched(t, damaged, 'the machine’s part cannot be read: /etc/livemode/machine.json')
})

test('what is missing is in the log, and a needed one keeps the engine from running', async t => {
  const home = startRun(t, {mounted: ['', '/boot']})
  t.is(await runUpgrade(home.live), 0)
  t.true(home.lines.includes('not mounted: /home (UUID=3)'))
  const boot = startRun(t, {mounted: ['']})
  t.is(await runUpgrade(boot.live), 1)
  t.is(boot.result().reason, '/boot of the source system is not mounted')
  t.false(boot.lines.includes('phase verify'))
  const unknown = startRun(t, {
    facts: {missing: [{at: '/usr', why: 'the live system does not mount zfs', isNeeded: true}]},
  })
  t.is(await runUpgrade(unknown.live), 1)
  t.is(unknown.result().reason, '/usr of the source system is not mounted')
  t.true(unknown.lines.includes('not mounted: /usr (the live system does not mount zfs)'))
})

test('below an empty mount point nothing is left', async t => {
  const run = startRun(t, {
    facts: {mounts: [...facts.mounts, {at: '/var', device: 'UUID=4', isNeeded: true}]},
  })
  t.is(await runUpgrade(run.live), 1)
  t.false(run.has('/run/upgrade/var'))
  const folder = '/run/upgrade/root/leapp-upgrade'
  t.is(run.read(`${folder}/upgrade-failed`), '/var of the source system is not mounted\n')
  t.is(run.record()?.outcome, 'failure')
  t.true(
    run
      .consoles()
      .includes('/var is not mounted: the log is in /root/leapp-upgrade of the source system'),
  )
})

test('links of the source are followed as it follows them', async t => {
  const run = startRun(t, {links: {'/var/log': '/srv/log'}})
  t.is(await runUpgrade(run.live), 0)
  t.true(run.has('/run/upgrade/srv/log/leapp/leapp-upgrade.log'))
})

test('what is needed and mounted read-only is as good as missing, whichever layer says so', async t => {
  for (const place of ['mount', 'file system'] as const) {
    const run = startRun(t)
    const file = run.live.path('/proc/self/mountinfo')
    const text = readFileSync(file, 'utf8')
    const changed =
      place === 'mount'
        ? text.replace('/boot rw,', '/boot ro,').replace('/home rw,', '/home ro,')
        : text.replace(/\/dev\/vda1 rw/, '/dev/vda1 ro')
    writeFileSync(file, changed)
    t.is(await runUpgrade(run.live), 1)
    t.is(run.result().reason, '/boot of the source system is mounted read-only')
  }
})

test('whatever cannot be done, the boot comes to its end', async t => {
  const circle = startRun(t, {links: {'/var/log': '/var/log'}})
  t.is(await runUpgrade(circle.live), 1)
  t.regex(
    circle.consoles(),
    /nothing is upgraded: the source system cannot be worked with: .*too many links/,
  )
  t.true(circle.reboots())

  const blocked = startRun(t)
  mkdirSync(join(blocked.sourceRoot, 'etc/livemode/run.json.new/x'), {recursive: true})
  t.is(await runUpgrade(blocked.live), 1)
  t.is(blocked.result().result, 'failure')
  t.true(blocked.reboots())
})

test('a record that cannot be read may be that of a change: the live system stays', async t => {
  const run = startRun(t, {source: {'/etc/livemode/run.json': '{"version": 99}'}})
  t.is(await runUpgrade(run.live), 1)
  t.regex(run.result().reason, /run.json of the source system cannot be read: nobody knows/)
  t.false(run.reboots())
})

test('an engine that the image does not carry', async t => {
  const run = startRun(t)
  const file = run.live.path('/usr/lib/livemode/image.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"probe"', ''))
  t.is(await runUpgrade(run.live), 1)
  t.is(run.result().reason, 'this image has no engine probe')
})

test('a reboot that systemd refuses is made all the same', async t => {
  const run = startRun(t, {mounted: []})
  const calls: string[] = []
  const live = {
    ...run.live,
    run: (argv: readonly string[]) => {
      calls.push(argv.join(' '))
      return {code: argv.includes('--force') ? 0 : 1, stdout: '', stderr: ''}
    },
  }
  await runUpgrade(live)
  t.deepEqual(calls.slice(-2), [reboot, 'systemctl --force reboot'])
})

test('of the upgrade and who gives up for it, one ends the boot', async t => {
  const late = startRun(t)
  t.is(await giveUp(late.live, 'it took too long'), 0)
  t.is(late.result().reason, 'it took too long')
  t.true(late.reboots())
  t.is(await runUpgrade(late.live), 1)
  t.deepEqual(late.lines.slice(-1), ['this boot is being given up already'])

  const early = startRun(t)
  await runUpgrade(early.live)
  const {length} = early.calls
  t.is(await giveUp(early.live, 'it took too long'), 0)
  t.is(early.calls.length, length)

  const awaited = startRun(t, {cmdline: 'upgrade.autostart=0', canLogIn: true})
  await giveUp(awaited.live, 'it took too long')
  t.is(awaited.consoles(), '')
  t.is(await runUpgrade(awaited.live), 0)
})

test('an upgrade that has died ends in the source, unless it has been changing that', async t => {
  const before = startRun(t)
  await endAfterDeath(before.live)
  t.is(before.result().reason, 'the upgrade has died')
  t.true(before.reboots())
  const after = startRun(t, {engine: changing("throw new Error('no space')")})
  await runUpgrade(after.live)
  await endAfterDeath(after.live)
  t.false(after.reboots())
  t.regex(after.consoles(), /the upgrade has died, and may have changed the source system/)
})

test('the console finds the log, wherever links have led it', async t => {
  const run = startRun(t, {links: {'/var/log': '/srv/log'}})
  await runUpgrade(run.live)
  t.is(run.read('/run/livemode/log'), run.read('/run/upgrade/srv/log/leapp/leapp-upgrade.log'))
})

test('a log that cannot be written', async t => {
  const run = startRun(t)
  mkdirSync(join(run.sourceRoot, 'var/log/leapp'), {recursive: true})
  execFileSync('mkfifo', [join(run.sourceRoot, 'var/log/leapp/leapp-upgrade.log')])
  t.is(await runUpgrade(run.live), 1)
  t.regex(run.consoles(), /nothing is upgraded: the source system cannot be worked with: ENXIO/)
  t.true(run.reboots())
})

test('os-release of the source is data', async t => {
  const run = startRun(t)
  const mark = join(run.sourceRoot, 'executed')
  run.putSource({'/etc/os-release': `ID=debian\nVERSION_ID=12\nPRETTY_NAME="$(touch ${mark})"\n`})
  t.is(await runUpgrade(run.live), 0)
  t.is(run.result().source, `$(touch ${mark})`)
  t.false(run.has('/run/upgrade/executed'))
})

test('the engine sees the command line that install has left on the disk, not the one without its secrets', async t => {
  const cmdline = `root=UUID=1 ro rd.iscsi.password=se\\1cret a="b  c" d='e' @f@ &g %s $HOME ü`
  const run = startRun(t, {source: {'/var/lib/leapp/source-cmdline': `${cmdline}\n`}})
  t.is(await runUpgrade(run.live), 0)
  t.is(run.read('/run/livemode/source-cmdline'), `${cmdline}\n`)
})

test('a log that is there already stays', async t => {
  const run = startRun(t, {source: {'/var/log/leapp/leapp-upgrade.log': 'from before\n'}})
  t.is(await runUpgrade(run.live), 0)
  t.true(run.log().startsWith('from before\nlivemode: '))
})
