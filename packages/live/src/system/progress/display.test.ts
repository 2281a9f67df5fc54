// Screens have the whole state at once; the log and serial consoles get a line now and then, and no cursor is moved there.
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import type {Engine} from '../../engines/engine.ts'
import {openDisplay} from './display.ts'
import {parseProgress} from './progress.ts'

const run = async () => {}
const phases: Engine['phases'] = [
  {name: 'verify', changes: false, run},
  {name: 'transaction', weight: 8, changes: true, run},
  {name: 'boot', changes: true, run},
]

function start(t: ExecutionContext, consoles = 'tty0 ttyS0 hvc1\n') {
  const started = startLive(t, {
    files: {
      '/sys/class/tty/console/active': consoles,
      '/dev/ttyS0': '',
      '/dev/tty0': '',
      '/run/livemode/.there': '',
    },
  })
  let seconds = 0
  const live = {...started.live, seconds: () => seconds}
  const names = {source: 'Debian 12', target: 'Debian 13'}
  const display = openDisplay(live, {...names, say: line => live.say(`apt: ${line}`)})
  return {
    ...started,
    display,
    progress: () => parseProgress(started.read('/run/livemode/progress')),
    serial: () => started.read('/dev/ttyS0').split('\r\n').slice(0, -1),
    pass: (more: number) => {
      seconds += more
    },
  }
}

test('a whole upgrade: the state for screens, lines in steps of 5 percent for the others', t => {
  const {display, progress, serial, lines, pass, read} = start(t)
  t.like(progress(), {source: 'Debian 12', target: 'Debian 13', phase: '', result: 'running'})
  display.plan(phases)
  display.beginPhase('verify')
  display.beginPhase('transaction')
  for (const percent of [0, 1, 2, 6, 12, 13, 50, 50.4]) {
    pass(10)
    display.progress({percent, about: `package ${percent}`})
  }
  t.like(progress(), {phase: 'transaction', place: 2, of: 3, percent: 50, about: 'package 50.4'})
  t.is(progress()?.minutesLeft, 2)
  display.beginPhase('boot')
  t.like(progress(), {phase: 'boot', percent: 90, about: '', minutesLeft: null})
  display.end({result: 'success', reason: ''})
  t.like(progress(), {percent: 100, result: 'success'})
  t.deepEqual(lines, [
    'apt: 0 %: package 0',
    'apt: 6 %: package 6',
    'apt: 12 %: package 12',
    'apt: 50 %: package 50',
  ])
  t.deepEqual(serial(), [
    'livemode: 0 %: verify (1 of 3)',
    'livemode: 10 %: transaction (2 of 3)',
    'livemode: 19 %: transaction (2 of 3), package 12, about 6 minutes left',
    'livemode: 20 %: transaction (2 of 3), package 13, about 7 minutes left',
    'livemode: 50 %: transaction (2 of 3), package 50, about 2 minutes left',
    'livemode: 90 %: boot (3 of 3)',
    'livemode: the upgrade succeeded',
  ])
  t.is(read('/dev/tty0'), '', 'screens draw it themselves')
})

test('a serial console is not silent for more than a minute', t => {
  const {display, serial, pass} = start(t)
  display.plan(phases)
  display.beginPhase('transaction')
  display.progress({percent: 1, about: 'a long script'})
  for (const _ of Array.from({length: 130})) {
    pass(1)
    display.tick()
  }
  t.deepEqual(serial(), [
    'livemode: 10 %: transaction (2 of 3)',
    'livemode: 10 %: transaction (2 of 3), a long script',
    'livemode: 10 %: transaction (2 of 3), a long script',
  ])
})

test('what a package says moves no cursor on a serial console', t => {
  const {display, serial} = start(t)
  display.plan(phases)
  display.beginPhase('transaction')
  display.progress({percent: 50, about: '\u001b[2Ja\r\nb'})
  t.is(serial().at(-1), 'livemode: 50 %: transaction (2 of 3), a  b')
})

test('without any console it goes on', t => {
  const {display, progress} = start(t, '')
  display.plan(phases)
  display.beginPhase('verify')
  display.end({result: 'failure', reason: 'no space'})
  t.like(progress(), {result: 'failure', reason: 'no space'})
})
