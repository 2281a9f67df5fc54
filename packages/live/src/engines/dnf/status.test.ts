// Those who watch see how far dnf is, and a scriptlet that fails is told with its package.
import test from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import type {Notes, Step} from '../engine.ts'
import {followDnf, parseFailure} from './status.ts'

test('the percentage does not go back where scriptlets have none', t => {
  const steps: Step[] = []
  const {live} = startLive(t)
  const {onStatus = () => {}} = followDnf(engineContext(live, {progress: step => steps.push(step)}))
  for (const [doing, name, percent] of [
    ['Preparing', '', null],
    ['Upgrading', 'bash-5.1-1.el9.x86_64', 12.5],
    ['Running scriptlet', 'bash-5.1-1.el9.x86_64', null],
  ])
    onStatus(JSON.stringify({doing, package: name, percent}))
  t.deepEqual(steps, [
    {percent: 0, about: 'Preparing'},
    {percent: 12.5, about: 'Upgrading bash-5.1-1.el9.x86_64'},
    {percent: 12.5, about: 'Running scriptlet bash-5.1-1.el9.x86_64'},
  ])
})

test('a failure has the lines before it', async t => {
  const notes: Notes[] = []
  const {live, lines} = startLive(t)
  const {onLine, onStatus = () => {}} = followDnf(
    engineContext(live, {note: one => notes.push(one)}),
  )
  onLine('no such file')
  onLine('error: %transfiletriggerin(systemd-udev-257-1.el9.x86_64) scriptlet failed, signal 15')
  onStatus(JSON.stringify({failure: 'Error in <unknown> scriptlet in rpm package bash'}))
  onStatus(JSON.stringify({failure: 'Error unpacking rpm package bash-5.1-1.el9.x86_64'}))
  await new Promise(resolve => setImmediate(resolve))
  const [scriptlet, unpacking] = notes.flatMap(({failures = []}) => failures)
  t.deepEqual(scriptlet, {
    about: 'systemd-udev',
    text: '%transfiletriggerin scriptlet failed, signal 15',
    output: [
      'no such file',
      'error: %transfiletriggerin(systemd-udev-257-1.el9.x86_64) scriptlet failed, signal 15',
    ],
  })
  t.is(unpacking?.about, 'bash-5.1-1.el9.x86_64')
  t.is(notes.length, 2)
  t.is(lines.length, 4)
})

test('the package of a failure', t => {
  t.deepEqual(parseFailure('Error unpacking rpm package bash-5.1-1.el9.x86_64'), {
    about: 'bash-5.1-1.el9.x86_64',
    text: 'Error',
  })
  t.deepEqual(parseFailure('Something else'), {about: 'dnf', text: 'Something else'})
})
