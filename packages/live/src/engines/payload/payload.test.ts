// The plan that is carried out is the one that was installed, and one for the package manager of the engine.
import {createHash} from 'node:crypto'
import test, {type ExecutionContext} from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {transactionWith} from '../../../test/transaction.ts'
import {Refusal} from '../engine.ts'
import {assertPackages, readPlan} from './payload.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const text = JSON.stringify(transactionWith({}))
const folder = '/var/lib/leapp/packages'

const start = (
  t: ExecutionContext,
  files: Readonly<Record<string, string>>,
  transactionSha256: string | null = sha256(text),
) => engineContext(startLive(t, {source: files}).live, {transactionSha256})

const refuse = (t: ExecutionContext, act: () => unknown) =>
  t.throws(act, {instanceOf: Refusal})?.message

test('the very plan', t => {
  const context = start(t, {[`${folder}/transaction.json`]: text})
  t.deepEqual(readPlan(context, 'apt'), transactionWith({}))
  t.is(
    refuse(t, () => readPlan(context, 'dnf')),
    '/var/lib/leapp/packages/transaction.json of the source is a plan for apt, not for dnf',
  )
})

test('none, and another one', t => {
  t.is(
    refuse(t, () => readPlan(start(t, {}, null), 'apt')),
    'this installation has no packages: it was made without a transaction',
  )
  t.is(
    refuse(t, () => readPlan(start(t, {}), 'apt')),
    '/var/lib/leapp/packages of the source has no transaction.json',
  )
  t.is(
    refuse(t, () =>
      readPlan(start(t, {[`${folder}/transaction.json`]: text}, sha256('another')), 'apt'),
    ),
    '/var/lib/leapp/packages/transaction.json of the source is not what was installed',
  )
})

test('a package that is damaged', t => {
  const file = {path: 'x/a', bytes: 1, sha256: sha256('a')}
  const payload = {indexes: [file], archives: []}
  t.notThrows(() => assertPackages(start(t, {[`${folder}/x/a`]: 'a'}), payload))
  t.is(
    refuse(t, () => assertPackages(start(t, {[`${folder}/x/a`]: 'b'}), payload)),
    '/var/lib/leapp/packages/x/a of the source is not what was planned: it is damaged',
  )
})
