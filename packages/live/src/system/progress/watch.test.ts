// Who watches the upgrade from elsewhere sees it go on by lines, and its end.
import {writeFileSync} from 'node:fs'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {type Progress, renderProgress} from './progress.ts'
import {watchUpgrade} from './watch.ts'

const running: Progress = {
  source: 'Debian 12',
  target: 'Debian 13',
  phase: 'transaction',
  place: 2,
  of: 6,
  percent: 10,
  about: 'Unpacking libc6 (amd64)',
  minutesLeft: null,
  result: 'running',
  reason: '',
}

// A signal reaches all tests of this process: one after the other.

/** Watches an upgrade that is in the next one of these states whenever it is waited for; undefined: it is over. */
async function watch(t: ExecutionContext, states: readonly (Partial<Progress> | undefined)[]) {
  const {live, lines} = startLive(t, {files: {'/run/livemode/.there': ''}})
  const left = [...states]
  const wait = async () => {
    const next = left.shift()
    if (next === undefined) writeFileSync(live.path('/run/livemode/ended'), '')
    else writeFileSync(live.path('/run/livemode/progress'), renderProgress({...running, ...next}))
  }
  return {code: await watchUpgrade({...live, wait}), lines}
}

test.serial('to its success', async t => {
  const steps = [10, 11, 12, 16].map(percent => ({percent}))
  t.deepEqual(await watch(t, [...steps, {result: 'success'}]), {
    code: 0,
    lines: [
      'the upgrade has not begun',
      '10 %: transaction (2 of 6), Unpacking libc6 (amd64)',
      '16 %: transaction (2 of 6), Unpacking libc6 (amd64)',
      'the upgrade succeeded',
    ],
  })
})

test.serial('to its failure', async t => {
  const {code, lines} = await watch(t, [{}, {result: 'failure', reason: 'no space'}])
  t.is(code, 1)
  t.is(lines.at(-1), 'the upgrade failed: no space')
})

test.serial('to an end that is none of its own, and one without a beginning', async t => {
  const died = await watch(t, [{}, undefined])
  t.is(died.code, 1)
  t.is(died.lines.at(-1), 'the upgrade has died: its log says more')
  const none = await watch(t, [undefined])
  t.is(none.code, 1)
  t.deepEqual(none.lines, ['the upgrade has not begun', 'nothing is upgraded: the log says why'])
})

test.serial('an interruption ends the watching alone', async t => {
  const {live, lines} = startLive(t, {files: {'/run/livemode/progress': renderProgress(running)}})
  const wait = async () => {
    process.emit('SIGINT', 'SIGINT')
  }
  t.is(await watchUpgrade({...live, wait}), 1)
  t.is(lines.at(-1), 'the upgrade goes on without being watched')
})
