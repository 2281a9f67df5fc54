// Many machines in one table: a row each, and the worst of them decides how the command ends.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {assertFleetIsReady, type Finding, type MachineReport, renderFleet} from './index.ts'

const finding = (id: string, severity: Finding['severity']): Finding => ({
  id,
  severity,
  sentence: 'a sentence',
  remedy: 'a remedy',
})

const report = (machine: string, more: Partial<MachineReport> = {}): MachineReport => ({
  machine,
  problem: null,
  findings: [],
  ...more,
})

const ready = report('web-1.json')
const warned = report('web-2.json', {findings: [finding('b', 'warning'), finding('b', 'warning')]})
const refused = report('db.json', {findings: [finding('a', 'inhibitor'), finding('b', 'warning')]})
const unknown = report('x', {problem: 'x:1:1: a JSON value is expected here\n    {\n    ^'})

test('a row for each machine, and a sum', t => {
  t.is(
    renderFleet([ready, warned, refused, unknown]),
    [
      'machine     ready      why',
      'web-1.json  yes',
      'web-2.json  yes        (b)',
      'db.json     no         a (b)',
      'x           not known  x:1:1: a JSON value is expected here',
      '',
      '4 machines: 2 ready, 1 refused, 1 not known',
    ].join('\n'),
  )
})

test('all ready, one refused, one not known', t => {
  t.notThrows(() => assertFleetIsReady([ready, warned]))
  const codeOf = (...reports: MachineReport[]) =>
    t.throws(() => assertFleetIsReady(reports), {instanceOf: LivemodeError})?.exitCode
  t.is(codeOf(ready, refused), 3)
  t.is(codeOf(ready, refused, unknown), 2)
})
