// An upgrade that has begun to change the source is not begun for ever where it comes no further.
import {writeFileSync} from 'node:fs'
import test, {type ExecutionContext} from 'ava'
import {changing, startRun} from '../../../test/upgrade-run.ts'
import {runUpgrade} from './index.ts'

/** An engine whose change is cut off by a loss of power, as far as the source's disk shows. */
const cutOff = changing("throw new Error('cut off')")

/** The same, which has as much in place as a file of the source says. */
const measuring = cutOff.replace(
  'phases: [',
  "measure: ({root}) => Number(readFileSync(root + '/in-place', 'utf8')), phases: [",
)

const refusal =
  'the upgrade has been begun 3 times in a row without coming any further, and is not begun again by itself'
const advice =
  'this machine boots the live system until the upgrade has ended: log in, mend what its log tells of, and run "upgrade"'

function startChanged(t: ExecutionContext, situation: Parameters<typeof startRun>[1] = {}) {
  const run = startRun(t, {engine: cutOff, canLogIn: true, ...situation})
  /** Boots again, and gives whether the upgrade was begun. */
  const bootAgain = async () => {
    run.bootAnew()
    const before = run.lines.length
    await runUpgrade(run.live)
    return run.lines.slice(before).includes('phase transaction')
  }
  return {...run, bootAgain}
}

test('three tries that come no further are enough: then the live system stays, and says what to do', async t => {
  const run = startChanged(t)
  await runUpgrade(run.live)
  t.is(run.record()?.triesWithoutProgress, 0, 'the first one has come to its change')
  for (const tries of [1, 2, 3]) {
    t.true(await run.bootAgain())
    t.is(run.record()?.triesWithoutProgress, tries)
  }
  for (const boot of ['the first', 'the second']) {
    t.false(await run.bootAgain(), boot)
    t.false(run.reboots())
    t.true(run.has('/run/upgrade/boot/livemode/resume'), 'the live system is what boots')
    t.like(run.record(), {changed: true, phase: 'transaction', outcome: 'failure', reason: refusal})
    t.is(run.result().reason, refusal)
    t.is(run.read('/run/upgrade/var/log/leapp/upgrade-failed'), `${refusal}\n${advice}\n`)
    t.true(run.log().includes(`livemode: the upgrade failed: ${refusal}\n`))
    t.is(
      run.consoles(),
      `<3>livemode: the upgrade has stopped: ${refusal}\n<3>livemode: ${advice}\n`,
    )
  }
})

test('what a person starts is begun, and counts anew: in the same boot and in a later one', async t => {
  const run = startChanged(t)
  await runUpgrade(run.live)
  for (const _ of [1, 2, 3]) await run.bootAgain()
  t.false(await run.bootAgain())
  const before = run.lines.length
  await runUpgrade(run.live)
  t.true(run.lines.slice(before).includes('phase transaction'))
  t.is(run.record()?.triesWithoutProgress, 1)
  t.true(await run.bootAgain())
  t.true(await run.bootAgain())
  t.false(await run.bootAgain())
  run.bootAnew()
  writeFileSync(run.live.path('/run/livemode/by-hand'), '')
  await runUpgrade(run.live)
  t.is(run.record()?.triesWithoutProgress, 1)
})

test('what has come in place meanwhile is progress, what has gone is none', async t => {
  const run = startChanged(t, {engine: measuring, source: {'/in-place': '0'}})
  await runUpgrade(run.live)
  for (const inPlace of [0, 0, 0, 1, 1, 1]) {
    run.putSource({'/in-place': `${inPlace}`})
    t.true(await run.bootAgain(), `${inPlace}`)
  }
  t.like(run.record(), {inPlace: 1, triesWithoutProgress: 3})
  run.putSource({'/in-place': '0'})
  t.false(await run.bootAgain())
  t.is(run.record()?.inPlace, 1)
})

test('a phase that follows another is progress', async t => {
  const engine = cutOff
    .replace("throw new Error('cut off')", '')
    .replace(
      ']}',
      "{name: 'settle', changes: true, run: async () => {throw new Error('cut off')}}]}",
    )
  const run = startChanged(t, {engine})
  await runUpgrade(run.live)
  t.like(run.record(), {phase: 'settle', triesWithoutProgress: 0})
})

test('an engine that cannot tell how much is in place has its tries counted', async t => {
  const run = startChanged(t, {engine: measuring})
  await runUpgrade(run.live)
  t.true(await run.bootAgain())
  t.true(
    run.lines.some(line =>
      line.startsWith('probe: how much is in place cannot be told: ENOENT: no such file'),
    ),
  )
  t.is(run.record()?.triesWithoutProgress, 1)
})

test('where nobody can log in, it says what to do from elsewhere', async t => {
  const run = startChanged(t, {canLogIn: false})
  await runUpgrade(run.live)
  t.true(
    run
      .consoles()
      .endsWith(
        '<3>livemode: this machine boots the live system until the upgrade has ended, and nobody can log in to that: mend what the log tells of from a rescue system, and set "triesWithoutProgress" in /etc/livemode/run.json to 0\n',
      ),
  )
})

test('a record without a count, as an older livemode has left it, begins one', async t => {
  const run = startChanged(t)
  await runUpgrade(run.live)
  const {triesWithoutProgress, inPlace, ...older} = run.record() ?? {}
  t.is(triesWithoutProgress, 0)
  t.is(inPlace, 0)
  run.putSource({'/etc/livemode/run.json': JSON.stringify(older)})
  t.true(await run.bootAgain())
  t.like(run.record(), {tries: 2, triesWithoutProgress: 1, changed: true})
})

test('before the first change nothing is counted: every failure leads back', async t => {
  const refusing = cutOff.replace("say('verified')", "{throw new Error('no')}")
  const run = startChanged(t, {engine: refusing})
  for (const _ of [1, 2, 3, 4, 5]) await run.bootAgain()
  t.like(run.record(), {tries: 5, triesWithoutProgress: 1, changed: false})
  t.is(run.result().reason, 'the upgrade has stopped unexpectedly: no')
})
