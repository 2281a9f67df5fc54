// Every scenario is complete, and what it expects can be told from the console.
import {parseHost} from '@livemode/host'
import test from 'ava'
import {signatures} from '../signatures.ts'
import {planHost} from './host.ts'
import {scenarioIds, scenarios} from './index.ts'
import type {Scenario} from './scenario.ts'

for (const id of scenarioIds) {
  const {description, source, fault, expectation}: Scenario = scenarios[id]

  test(`${id}: says what it does`, t => {
    t.regex(description, /^[a-z].*[^.]$/)
  })

  test(`${id}: its machine is one that livemode could have read`, t => {
    const host = planHost(source)
    t.deepEqual(parseHost(JSON.stringify(host), {file: 'host.json'}), host)
  })

  test(`${id}: a fault and a failure go together`, t => {
    t.is(fault === undefined, expectation.kind === 'upgrade')
    if (expectation.kind === 'upgrade') return
    for (const boot of expectation.boots) {
      t.true(boot.failure === 'wrong-root' || boot.failure in signatures)
    }
    t.is(new Set(expectation.boots.map(({name}) => name)).size, expectation.boots.length)
  })
}
