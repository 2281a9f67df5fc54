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
  onStatus(JSON.stringify({failure: 'Error in POSTIN scriptlet in rpm package bash'}))
  await new Promise(resolve => setImmediate(resolve))
  t.deepEqual(notes, [
    {failures: [{about: 'bash', text: 'Error in POSTIN scriptlet', output: ['no such file']}]},
  ])
  t.deepEqual(lines, ['no such file', 'bash: Error in POSTIN scriptlet'])
})

test('the package of a failure', t => {
  t.deepEqual(parseFailure('Error unpacking rpm package bash-5.1-1.el9.x86_64'), {
    about: 'bash-5.1-1.el9.x86_64',
    text: 'Error',
  })
  t.deepEqual(parseFailure('Something else'), {about: 'dnf', text: 'Something else'})
})
