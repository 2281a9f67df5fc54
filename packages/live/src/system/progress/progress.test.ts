// How much of the whole is done, and how long the rest takes, follow from the phase and its weight.
import test from 'ava'
import {minutesLeft, parseProgress, renderProgress, wholePercent} from './progress.ts'

const phases = [{name: 'verify'}, {name: 'transaction', weight: 8}, {name: 'boot', weight: 1}]

test('the whole goes on by the weights of the phases', t => {
  const whole = (phase: string, percent: number) => wholePercent(phases, {phase, percent})
  t.is(whole('verify', 0), 0)
  t.is(whole('verify', 100), 10)
  t.is(whole('transaction', 0), 10)
  t.is(whole('transaction', 50), 50)
  t.is(whole('boot', 0), 90)
  t.is(whole('unknown', 50), 0)
})

test('the time that is left is told when a phase has gone on for a while, from where it began', t => {
  const left = (from: number, percent: number, seconds: number) =>
    minutesLeft(phases, {
      phase: 'transaction',
      from: {seconds: 100, percent: from},
      to: {seconds: 100 + seconds, percent},
    })
  t.is(left(0, 5, 60), null)
  // Another half of the phase, and a tenth of the whole.
  t.is(left(0, 50, 480), 10)
  t.is(left(60, 65, 60), null)
  t.is(left(60, 80, 120), 4)
  t.is(left(0, 100, 800), 2)
})

test('what shows it reads what was written, and nothing else', t => {
  const progress = {
    source: 'Debian 12',
    target: 'Debian 13',
    phase: 'verify',
    place: 1,
    of: 6,
    percent: 0,
    about: '',
    minutesLeft: null,
    result: 'running',
    reason: '',
  } as const
  t.deepEqual(parseProgress(renderProgress(progress)), progress)
  for (const text of ['', '{', '{"phase": "verify"}', 'null']) t.is(parseProgress(text), undefined)
})
