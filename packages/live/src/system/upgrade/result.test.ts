// The result tells of all boots of an installation: how long each phase has taken, what failed, what to do.
import {writeFileSync} from 'node:fs'
import {type UpgradeResult, upgradeResult} from '@livemode/config'
import test from 'ava'
import {changing, plainResult, startRun} from '../../../test/upgrade-run.ts'
import {runUpgrade} from './index.ts'
import {addNotes, addPeak, addRun, addSeconds, beginResult} from './result-notes.ts'

/** The clock of a live system that goes on by a second whenever it is looked at. */
function ticking() {
  let seconds = 0
  return () => {
    seconds += 1
    return seconds
  }
}

const failing = `
const failures = [{about: 'cron', text: 'exit code 1', output: ['a line']}]
export default {does: 'fails', phases: [
  {name: 'verify', changes: false, run: async () => {}},
  {name: 'transaction', changes: true, run: async ({note}) => {
    note({failures})
    throw new Error('no space')
  }},
]}
`

test('it goes on over boots, and says what to do where the machine waits', async t => {
  const run = startRun(t, {engine: failing, canLogIn: true})
  const live = {...run.live, seconds: ticking()}
  await runUpgrade(live)
  const first: UpgradeResult = run.result()
  t.deepEqual(upgradeResult.parse(first), first)
  t.like(first, {
    result: 'failure',
    reason: 'the upgrade has stopped unexpectedly: no space',
    advice:
      'this machine boots the live system until the upgrade has ended: log in, mend what its log tells of, and run "upgrade"',
    failures: [{about: 'cron', text: 'exit code 1', output: ['a line']}],
  })
  t.is(run.mode('/run/upgrade/var/log/leapp/upgrade-result.json'), '600')
  await runUpgrade(live)
  const second: UpgradeResult = run.result()
  t.is(second.tries, 2)
  t.deepEqual(
    second.phases.map(({name, runs}) => `${name} ${runs}`),
    ['verify 1', 'transaction 2'],
  )
  const secondsOf = ({phases}: UpgradeResult) => phases.map(({seconds}) => seconds)
  t.is(secondsOf(second)[0], secondsOf(first)[0])
  t.true((secondsOf(second)[1] ?? 0) > (secondsOf(first)[1] ?? 0))
  t.is(second.failures.length, 1)
})

test('after a loss of power it says that it is running, and what had been done', async t => {
  const run = startRun(t, {
    engine: changing("globalThis.process.emit('livemode-test', root)"),
  })
  const seen: UpgradeResult[] = []
  const listener = () => seen.push(run.result())
  process.on('livemode-test', listener)
  t.teardown(() => process.off('livemode-test', listener))
  await runUpgrade(run.live)
  t.like(seen[0], {result: 'running', reason: '', advice: '', source: 'Debian 12'})
  t.deepEqual(
    seen[0]?.phases.map(({name}) => name),
    ['verify', 'transaction'],
  )
})

test('that of another installation, and one that is damaged, say nothing', async t => {
  const file = '/run/upgrade/var/log/leapp/upgrade-result.json'
  const run = startRun(t)
  await runUpgrade(run.live)
  for (const text of [
    run.read(file).replace('this-installation', 'another'),
    '{"version": 1',
    '{"result":"success","reason":"","engine":"probe","buildId":"","source":"","target":""}\n',
  ]) {
    writeFileSync(run.live.path(file), text)
    await runUpgrade(run.live)
    t.deepEqual(run.result().phases, [{name: 'verify', runs: 1, seconds: 0}])
  }
})

test('the most memory that was used', async t => {
  const run = startRun(t)
  const meminfo = (available: number) => `MemTotal:  1000 kB\nMemAvailable:  ${available} kB\n`
  writeFileSync(run.live.path('/proc/meminfo'), meminfo(400))
  await runUpgrade(run.live)
  t.is(run.result().peakMemoryBytes, 600 * 1024)
  writeFileSync(run.live.path('/proc/meminfo'), meminfo(900))
  await runUpgrade(run.live)
  t.is(run.result().peakMemoryBytes, 600 * 1024)
})

test('lists are added to; of each file and package the last word counts', t => {
  const kept = {path: '/etc/x', decision: 'kept', newVersion: null} as const
  const one = addNotes(beginResult(plainResult), {
    configurations: [kept, {...kept, path: '/etc/y'}],
    lookAt: ['git stays'],
  })
  const two = addNotes(one, {
    configurations: [{...kept, newVersion: '/etc/x.dpkg-dist'}],
    lookAt: ['git stays', 'another'],
    packages: {upgraded: 1, new: 0, removed: 0, notAsPlanned: []},
  })
  t.deepEqual(two.configurations, [
    {...kept, newVersion: '/etc/x.dpkg-dist'},
    {...kept, path: '/etc/y'},
  ])
  t.deepEqual(two.lookAt, ['git stays', 'another'])
  t.is(two.packages?.upgraded, 1)
  const many = Array.from({length: 80}, (_, index) => ({about: `${index}`, text: '', output: []}))
  t.is(addNotes(one, {failures: many}).failures.length, 50)
})

test('a result that goes on knows what was before, but for how it ended', t => {
  const earlier: UpgradeResult = {
    ...addSeconds(addRun(beginResult(plainResult), 'verify'), {name: 'verify', seconds: 1.26}),
    result: 'failure',
    reason: 'no space',
    advice: 'mend it',
  }
  const again = addPeak(addRun(beginResult(plainResult, earlier), 'verify'), 5)
  t.deepEqual(again, {
    ...plainResult,
    result: 'running',
    phases: [{name: 'verify', runs: 2, seconds: 1.3}],
    peakMemoryBytes: 5,
  })
  t.is(addPeak(again, 3).peakMemoryBytes, 5)
  t.is(addPeak(again, undefined).peakMemoryBytes, 5)
})
