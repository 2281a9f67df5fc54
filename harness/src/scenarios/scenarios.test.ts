// Every scenario is complete, and what it expects can be told from the console.
import {parseHost} from '@livemode/host'
import {changesSource} from '@livemode/live'
import {targetIds} from '@livemode/userspace'
import test from 'ava'
import {checkIds} from '../checks/index.ts'
import {signatures} from '../signatures.ts'
import {planHost} from '../sources/host.ts'
import {releaseOf} from '../sources/releases.ts'
import {scenarioIds, scenarios} from './index.ts'

for (const id of scenarioIds) {
  const {description, source, boots} = scenarios[id]

  test(`${id}: says what it does`, t => {
    t.regex(description, /^[a-z].*[^.]$/)
  })

  test(`${id}: its machine is one that livemode could have read`, t => {
    const host = planHost(source)
    t.deepEqual(parseHost(JSON.stringify(host), {file: 'host.json'}), host)
  })

  test(`${id}: its boots have names of their own, and failures that can be told`, t => {
    t.is(new Set(boots.map(({name}) => name)).size, boots.length)
    for (const boot of boots) {
      if ('failure' in boot) t.true(boot.failure === 'wrong-root' || boot.failure in signatures)
      else if ('lines' in boot) t.true(boot.lines.length > 0)
      else if ('comesBack' in boot) t.truthy(source.installation ?? boot.says)
      else t.true(boot.checks.length > 0)
    }
  })
}

test('a live boot proves first that it is one', t => {
  for (const boot of scenarioIds.flatMap(id => scenarios[id].boots)) {
    if ('checks' in boot && boot.system === 'live') t.is(boot.checks[0], 'identity')
  }
})

test('every check is part of a scenario', t => {
  const used = scenarioIds
    .flatMap(id => scenarios[id].boots)
    .flatMap(boot => ('checks' in boot ? boot.checks : []))
  t.deepEqual(
    checkIds.filter(id => !used.includes(id)),
    [],
  )
})

test('each target has a scenario that upgrades to it', t => {
  const proven = scenarioIds
    .filter(id => changesSource(scenarios[id].engine ?? 'probe'))
    .map(id => releaseOf(scenarios[id].source).targetId)
  t.deepEqual(
    targetIds.filter(id => !proven.includes(id)),
    [],
  )
})
