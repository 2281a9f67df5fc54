// A run that changes the source has the live system boot until its end, and a later one goes on where it stopped.
import {readFileSync, writeFileSync} from 'node:fs'
import test from 'ava'
import {changing, installation, reboot, startRun} from '../../../test/upgrade-run.ts'
import {runUpgrade} from './index.ts'

test('before a phase changes something the record says so; then a failure stays, and the next run goes on there', async t => {
  const run = startRun(t, {engine: changing("throw new Error('no space')")})
  t.is(await runUpgrade(run.live), 1)
  t.true(run.lines.includes('probe: record: transaction true true'))
  const {changed, phase, outcome} = run.record() ?? {}
  t.deepEqual({changed, phase, outcome}, {changed: true, phase: 'transaction', outcome: 'failure'})
  t.is(run.result().reason, 'the upgrade has stopped unexpectedly: no space')
  t.false(run.reboots())
  t.true(run.has('/run/upgrade/boot/livemode/resume'), 'the live system is what boots')

  const before = run.lines.length
  run.putSource({'/etc/os-release': 'ID=debian\nVERSION_ID=13\nPRETTY_NAME="Debian 13"\n'})
  await runUpgrade(run.live)
  t.is(run.result().source, 'Debian 12', 'what it was before anything was changed')
  const later = run.lines.slice(before)
  t.false(later.includes('probe: verified'))
  t.true(later.includes('probe: record: transaction true true'))
})

/** An engine of three phases that stops in its last one, and that finds something when it goes on. */
const resuming = (resume: string) => `
const phase = (name, work = () => {}) => ({name, changes: name !== 'verify', run: async () => work()})
export default {does: 'changes', resume: ${resume}, phases: [
  phase('verify'), phase('transaction'), phase('settle'),
  phase('boot', () => {throw new Error('cut off')}),
]}`

const isPhase = (line: string) => line.startsWith('phase ')
const phasesOf = (lines: readonly string[]) => lines.filter(isPhase)

test('a run that goes on has its engine put in order first what a loss of power may have left', async t => {
  const run = startRun(t, {engine: resuming("async ({say}) => {say('resumed')}")})
  await runUpgrade(run.live)
  t.false(run.lines.includes('probe: resumed'), 'nothing had been changed')
  const before = run.lines.length
  run.bootAnew()
  await runUpgrade(run.live)
  const later = run.lines.slice(before)
  t.is(later.filter(line => line === 'probe: resumed').length, 1)
  t.true(later.indexOf('probe: resumed') < later.findIndex(isPhase))
  t.deepEqual(phasesOf(later), ['phase boot'])
})

test('what that finds may have an earlier phase repeated, and never skips one', async t => {
  for (const [found, phases] of [
    ['transaction', ['phase transaction', 'phase settle', 'phase boot']],
    ['settle', ['phase settle', 'phase boot']],
    ['boot', ['phase boot']],
  ] as const) {
    const run = startRun(t, {engine: resuming(`async () => '${found}'`)})
    await runUpgrade(run.live)
    const before = run.lines.length
    run.bootAnew()
    await runUpgrade(run.live)
    t.deepEqual(phasesOf(run.lines.slice(before)), phases)
  }
  const engine = resuming("async () => 'boot'").replace(
    "phase('transaction')",
    "phase('transaction', () => {throw new Error('cut off')})",
  )
  const run = startRun(t, {engine})
  await runUpgrade(run.live)
  const before = run.lines.length
  await runUpgrade(run.live)
  t.deepEqual(phasesOf(run.lines.slice(before)), ['phase transaction'])
})

test('where that fails, the phases go on all the same', async t => {
  const run = startRun(t, {engine: resuming("async () => {throw new Error('no dpkg')}")})
  await runUpgrade(run.live)
  const before = run.lines.length
  await runUpgrade(run.live)
  const later = run.lines.slice(before)
  t.true(
    later.includes('probe: what a loss of power may have left is not in order: no dpkg'),
    `${later}`,
  )
  t.deepEqual(phasesOf(later), ['phase boot'])
})

test('when all is done, the source is what boots again', async t => {
  const run = startRun(t, {engine: changing('')})
  t.is(await runUpgrade(run.live), 0)
  t.true(run.lines.includes('probe: record: transaction true true'))
  t.false(run.has('/run/upgrade/boot/livemode/resume'))
  const {changed, armedBy, outcome} = run.record() ?? {}
  t.deepEqual({changed, armedBy, outcome}, {changed: false, armedBy: 'live', outcome: 'success'})
  t.true(run.reboots())
})

test('what has ended already is not begun again: only the loader had not been told', async t => {
  const run = startRun(t, {engine: changing('')})
  t.is(await runUpgrade(run.live), 0)
  const record = run.record()
  // The power went before the file did.
  run.putSource({'/boot/livemode/resume': ''})
  const before = run.lines.length
  t.is(await runUpgrade(run.live), 0)
  t.false(run.lines.slice(before).some(line => line.startsWith('probe: ')))
  t.false(run.has('/run/upgrade/boot/livemode/resume'))
  t.deepEqual(run.record(), record)
  t.is(run.result().result, 'success')
})

test('an upgraded system on trial is what boots once, again when it has not come up, and then nothing does by itself', async t => {
  const trial = {kernel: '6.12', boots: 0}
  const run = startRun(t, {engine: changing('')})
  run.putSource({'/etc/livemode/trial.json': JSON.stringify(trial)})
  t.is(await runUpgrade(run.live), 0)
  t.true(run.has('/run/upgrade/boot/livemode/resume'), 'its first boot takes that away')
  t.is(run.result().result, 'success')

  t.is(await runUpgrade(run.live), 0)
  t.is(JSON.parse(run.read('/run/upgrade/etc/livemode/trial.json')).boots, 2)
  t.true(run.read('/run/upgrade/boot/grub/grubenv').includes('\nnext_entry=livemode-trial\n'))
  t.true(run.has('/run/upgrade/boot/livemode/resume'))
  const reboots = run.calls.filter(call => call === reboot).length
  t.is(reboots, 2)

  t.is(await runUpgrade(run.live), 1)
  t.is(run.calls.filter(call => call === reboot).length, reboots, 'it stays')
  t.regex(run.result().reason, /^the upgraded system has not come up in 2 boots of kernel 6\.12: /)
})

test('a failure before the first change leads back, also where an earlier boot was to be repeated', async t => {
  const refusing = changing('').replace("say('verified')", "{throw new Error('no')}")
  const run = startRun(t, {engine: refusing, source: {'/boot/livemode/resume': ''}})
  t.is(await runUpgrade(run.live), 1)
  t.false(run.has('/run/upgrade/boot/livemode/resume'))
  t.true(run.reboots())
})

test('an upgrade that has begun is not given up where the source cannot be worked with', async t => {
  const run = startRun(t, {engine: changing("throw new Error('no space')")})
  await runUpgrade(run.live)
  run.putSource({'/etc/livemode/installation': 'another\n'})
  t.is(await runUpgrade(run.live), 1)
  t.false(run.reboots(), 'the live system is what boots, again and again')
  t.true(run.consoles().includes('the upgrade cannot go on: '))
})

test('where the folder of the loader is not there, nothing is changed', async t => {
  const run = startRun(t, {
    engine: changing(''),
    facts: {resume: {kind: 'file', path: '/boot/elsewhere/resume'}},
  })
  t.is(await runUpgrade(run.live), 1)
  t.is(
    run.result().reason,
    '/boot/elsewhere of the source is not there: the machine boots from elsewhere',
  )
  t.false(run.record()?.changed)
})

test('where the loader has no entry of the live system any more, nothing is changed', async t => {
  const block = '/boot/grub2/grubenv'
  const run = startRun(t, {
    engine: changing(''),
    facts: {
      resume: {kind: 'saved-entry', block, kernel: '/boot/livemode-vmlinuz'},
      menu: {kind: 'entries', boot: '/boot', block, trial: {id: 'trial', file: '/boot/trial'}},
    },
  })
  t.is(await runUpgrade(run.live), 1)
  t.is(run.result().reason, 'the boot loader has no entry of the live system any more')
  t.false(run.lines.some(line => line.startsWith('probe: record')))
  t.false(run.record()?.changed)
  t.true(run.reboots())
})

test('the record of another installation says nothing', async t => {
  const run = startRun(t, {engine: changing('')})
  const record = '/run/upgrade/etc/livemode/run.json'
  await runUpgrade(run.live)
  const text = readFileSync(run.live.path(record), 'utf8')
  writeFileSync(
    run.live.path(record),
    text.replace(installation, 'another').replace('"changed": false', '"changed": true'),
  )
  await runUpgrade(run.live)
  t.is(run.lines.filter(line => line === 'probe: verified').length, 2)
  t.is(run.record()?.tries, 1)
})
