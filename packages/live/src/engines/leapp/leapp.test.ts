// Leapp is run as its own live mode runs it, and only where it would do all that is left to do.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {preparedLeappRun, type WrittenLeappRun, writeLeappDatabase} from '@livemode/fixtures'
import {leappPlaces} from '@livemode/host'
import test, {type ExecutionContext} from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {type LiveContents, startLive} from '../../../test/live-system.ts'
import type {Notes, Step} from '../engine.ts'
import leapp from '../leapp.ts'
import {planContainer, planFlags} from './container.ts'
import {measure} from './progress.ts'

const menu = `menuentry 'Linux 4.18' {
	linux	/vmlinuz-4.18 root=UUID=1 ro
	initrd	/initramfs-4.18.img
}
`
const userspace = '/var/lib/leapp/el9userspace'
const source = {
  [leappPlaces.program]: '',
  [`${userspace}/usr/bin/dnf`]: '',
  [`${userspace}/var/cache/dnf/BaseOS-0123/packages/bash-5.1-9.el9.x86_64.rpm`]: '',
  '/usr/lib/systemd/systemd': '',
  '/lib/modules/4.18/vmlinuz': 'kernel',
  '/boot/vmlinuz-4.18': 'kernel',
  '/boot/grub/grub.cfg': menu,
  '/boot/grub/grubenv': `# GRUB Environment Block\n${'#'.repeat(999)}`,
}
const nspawn = '/usr/bin/systemd-nspawn'

interface Situation extends LiveContents {
  readonly runs?: readonly WrittenLeappRun[]
  /** What Leapp comes to when it runs, and with which exit code. */
  readonly becomes?: WrittenLeappRun
  readonly code?: number
}

const at = (...checkpoints: (readonly [actor: string, phase: string])[]): WrittenLeappRun => ({
  ...preparedLeappRun,
  checkpoints,
})
const ended = (phase: string) => at(['actor', phase], ['', phase])

function start(t: ExecutionContext, situation: Situation = {}) {
  const {runs = [preparedLeappRun], becomes, code = 0} = situation
  const write = (written: readonly WrittenLeappRun[]) => {
    const place = join(started.sourceRoot, leappPlaces.database)
    rmSync(place, {force: true})
    writeLeappDatabase(place, written)
  }
  const started = startLive(t, {
    source: situation.source ?? source,
    links: {'/sbin/init': '/usr/lib/systemd/systemd'},
    files: {[nspawn]: '', '/dev/null': '', '/proc/cmdline': '', ...situation.files},
    programs: {
      [nspawn]: () => {
        if (becomes) write([becomes])
        return {code}
      },
    },
  })
  if (runs.length > 0) write(runs)
  const notes: Notes[] = []
  const steps: Step[] = []
  const context = engineContext(started.live, {
    rootDevice: 'UUID=1',
    note: some => notes.push(some),
    progress: step => steps.push(step),
  })
  const run = (name: string) => leapp.phases.find(phase => phase.name === name)?.run(context)
  return {...started, context, notes, steps, run}
}

const refusal = async (t: ExecutionContext, running: Promise<void> | undefined) => {
  const error = await t.throwsAsync(async () => running)
  t.is(error?.name, 'Refusal', error?.stack)
  return error?.message
}

test('it runs in the source, with what its actors expect around them', t => {
  const {live, sourceRoot} = start(t, {
    files: {
      '/dev/pts/ptmx': '',
      '/run/udev/x': '',
      '/run/lock/x': '',
      '/sys/firmware/efi/efivars/x': '',
    },
  })
  t.deepEqual(planContainer(live, 'leapp upgrade --resume'), [
    nspawn,
    ...['--quiet', '--capability=all', '--console=pipe', '--keep-unit', '--register=no'],
    ...['--link-journal=no', '--timezone=off', '--resolv-conf=off'],
    ...['/dev', '/dev/pts', '/proc', '/run/udev', '/run/lock'].map(path => `--bind=${path}`),
    '--bind=/sys:/hostsys',
    '--bind=/sys/firmware/efi/efivars',
    '--bind-ro=/run/livemode/source-cmdline',
    '--bind-ro=/run/livemode/source-cmdline:/proc/cmdline',
    `--directory=${sourceRoot}`,
    ...['/usr/bin/bash', '-c', 'mount -a || :; leapp upgrade --resume; exit $?'],
  ])
})

test('a kernel that comes does not become the default while the live system is it', async t => {
  const settings = '# Which one?\nUPDATEDEFAULT=yes\nDEFAULTKERNEL=kernel-core\n'
  const {live, run, sourceRoot} = start(t, {
    source: {...source, '/etc/sysconfig/kernel': settings},
    files: {'/run/livemode/source-cmdline': ''},
    becomes: ended('RPMUpgrade'),
  })
  await run('rpm-upgrade')
  t.true(
    planContainer(live, '').includes(
      '--bind-ro=/run/livemode/sysconfig-kernel:/etc/sysconfig/kernel',
    ),
  )
  t.is(
    live.readText('/run/livemode/sysconfig-kernel'),
    '# Which one?\nUPDATEDEFAULT=no\nDEFAULTKERNEL=kernel-core\n',
  )
  t.is(readFileSync(join(sourceRoot, '/etc/sysconfig/kernel'), 'utf8'), settings)
})

test('what is not there is not bound: no variables of a firmware, no device mapper, no settings for kernels', t => {
  const words = planContainer(start(t).live, '')
  t.false(words.some(word => /efivars|mapper|sysconfig/.test(word)))
})

test('--debug is for the kernel command line of the live system to ask for', t => {
  const flags = (cmdline: string) => planFlags({readText: () => cmdline})
  for (const cmdline of ['a rd.upgrade.debug b', 'rd.upgrade.debug=1', 'rd.upgrade.debug=yes'])
    t.deepEqual(flags(cmdline), ['--debug'])
  for (const cmdline of ['', 'rd.upgrade.debug=0', 'rd.upgrade.debug rd.upgrade.debug=no'])
    t.deepEqual(flags(cmdline), [])
})

test('what is prepared is found to be so, and nothing is run', async t => {
  const {run, lines, calls} = start(t)
  await run('verify')
  t.deepEqual(lines, ['Leapp goes on to release 9.4'])
  t.deepEqual(calls, [])
})

const {[leappPlaces.program]: _, ...withoutLeapp} = source
const {'/boot/grub/grub.cfg': __, ...withoutMenu} = source
const refused: Readonly<Record<string, [Situation, RegExp]>> = {
  'no Leapp': [{source: withoutLeapp}, /^the source has no Leapp: \/usr\/bin\/leapp is not there$/],
  'nothing prepared': [
    {runs: []},
    /^Leapp has prepared nothing: "leapp upgrade" has not been run: there is no \/var\/lib\/leapp\/leapp\.db$/,
  ],
  'a menu that does not boot it': [
    {source: withoutMenu},
    /^nothing in GRUB’s menu boots the source’s root: /,
  ],
}
for (const [what, [situation, sentence]] of Object.entries(refused)) {
  test(`before the first change it is refused: ${what}`, async t => {
    t.regex((await refusal(t, start(t, situation).run('verify'))) ?? '', sentence)
  })
}

test('a live system without systemd-nspawn cannot run it', async t => {
  const {run, live} = start(t)
  rmSync(live.path(nspawn))
  t.is(
    await refusal(t, run('verify')),
    'the live system has no /usr/bin/systemd-nspawn, which runs Leapp in the source',
  )
})

test('both runs, and what is synced behind them', async t => {
  const packages = start(t, {becomes: ended('RPMUpgrade')})
  await packages.run('rpm-upgrade')
  t.is(packages.calls.length, 2)
  t.regex(
    packages.calls[0] ?? '',
    /-c mount -a \|\| :; \/usr\/bin\/leapp upgrade --resume; exit \$\?$/,
  )
  t.is(packages.calls[1], 'sync')
  const later = start(t, {runs: [ended('RPMUpgrade')], becomes: ended('Finalization')})
  await later.run('finalization')
  t.regex(
    later.calls[0] ?? '',
    /; \/usr\/bin\/python3 -B \/root\/tmp_leapp_py3\/leapp3 upgrade --resume; exit \$\?$/,
  )
})

test('an exit code that is not 0 is the end, whatever Leapp has come to', async t => {
  const {run, has, notes, lines} = start(t, {becomes: ended('RPMUpgrade'), code: 1})
  t.is(
    await refusal(t, run('rpm-upgrade')),
    '"/usr/bin/leapp upgrade --resume" has ended with exit code 1: its last phase was RPMUpgrade',
  )
  t.true(has(`/run/upgrade${leappPlaces.failed}`))
  t.true(lines.some(line => line.startsWith('by hand this is: /usr/bin/systemd-nspawn --quiet ')))
  await new Promise(setImmediate)
  t.deepEqual(notes, [
    {failures: [{about: 'leapp', text: 'has ended with exit code 1', output: []}]},
  ])
})

const premature: Readonly<Record<string, [WrittenLeappRun, string]>> = {
  'it has stopped behind an earlier phase': [ended('LateTests'), 'LateTests'],
  'it has stopped in the last one': [at(['dnf', 'RPMUpgrade']), 'RPMUpgrade, which has not ended'],
  'it has reported an error': [{...ended('RPMUpgrade'), errors: 1}, 'RPMUpgrade'],
}
for (const [what, [becomes, phase]] of Object.entries(premature)) {
  test(`exit code 0 is no success where ${what}`, async t => {
    t.is(
      await refusal(t, start(t, {becomes}).run('rpm-upgrade')),
      `"/usr/bin/leapp upgrade --resume" has ended with exit code 0: its last phase was ${phase}`,
    )
  })
}

test('behind a phase that has ended it goes on, after a loss of power as well', async t => {
  for (const phase of ['InterimPreparation', 'InitRamStart', 'LateTests', 'Preparation']) {
    const {run, calls} = start(t, {runs: [ended(phase)], becomes: ended('RPMUpgrade')})
    await run('rpm-upgrade')
    t.true(calls[0]?.startsWith(nspawn))
  }
})

test('in the middle of a phase, and after an error, it is not run again', async t => {
  const by = 'end it by hand as the log says, or bring the source back from a backup'
  for (const [run, sentence] of [
    [
      at(['', 'RPMUpgrade.Before']),
      'Leapp was interrupted in its phase RPMUpgrade, and would pass over what is left of that',
    ],
    [
      at(['python_workaround', 'RPMUpgrade']),
      'Leapp was interrupted in its phase RPMUpgrade, and would pass over what is left of that',
    ],
    [
      {...ended('Preparation'), errors: 3},
      'Leapp has failed in its phase Preparation, and does not go on after that',
    ],
  ] as const) {
    const {calls, ...again} = start(t, {runs: [run]})
    t.is(await refusal(t, again.run('rpm-upgrade')), `${sentence}: ${by}`)
    t.deepEqual(calls, [])
  }
})

test('what has been brought to its end is not run again', async t => {
  const {run, calls, notes, lines} = start(t, {runs: [ended('Finalization')]})
  await run('rpm-upgrade')
  await run('finalization')
  t.deepEqual(calls, [])
  t.deepEqual(notes, [])
  t.is(lines[0], 'Leapp has ended its phase Finalization already')
})

test('with errors that is for somebody to say who starts the upgrade by hand', async t => {
  const runs = [{...ended('Finalization'), errors: 2}]
  const alone = start(t, {runs})
  t.is(
    await refusal(t, alone.run('finalization')),
    'Leapp has failed in its phase Finalization, and does not go on after that: end it by hand as the log says, or bring the source back from a backup',
  )
  const {run, calls, notes} = start(t, {runs, files: {'/run/livemode/by-hand': ''}})
  await run('finalization')
  t.deepEqual([...alone.calls, ...calls], [])
  t.deepEqual(notes, [{lookAt: ['Leapp has reported 2 errors: /var/log/leapp/leapp-report.txt']}])
})

test('the kernels that have come are known, after a loss of power as well', async t => {
  const started = start(t, {becomes: ended('RPMUpgrade')})
  const {run, sourceRoot, notes} = started
  await run('rpm-upgrade')
  const kernel = join(sourceRoot, 'lib/modules/5.14/vmlinuz')
  mkdirSync(dirname(kernel), {recursive: true})
  writeFileSync(kernel, 'kernel')
  // It is begun anew, behind what has ended.
  await run('rpm-upgrade')
  t.is(await refusal(t, run('boot')), 'GRUB’s menu has no entry for the kernel 5.14')
  t.deepEqual(notes, [])
})

test('without a new kernel what booted before boots again, which is told', async t => {
  const {run, notes} = start(t, {becomes: ended('RPMUpgrade')})
  await run('rpm-upgrade')
  await run('boot')
  t.deepEqual(notes, [{lookAt: ['Leapp has brought no kernel: what booted before boots again']}])
})

test('how much is in place grows with each of its steps, and is nothing where nobody can tell', t => {
  t.is(measure(start(t).context), 3)
  t.is(measure(start(t, {runs: []}).context), 0)
})
