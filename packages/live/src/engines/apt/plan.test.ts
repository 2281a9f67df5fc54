// The plan is said to apt word for word, and what apt would do is held against it.
import test from 'ava'
import {assertNoMore, differencesFrom, plannedVersions, planWords} from './plan.ts'

const plan = {
  architectures: ['amd64', 'i386'],
  upgrade: [
    {package: 'libc6:amd64', from: '2.36-9', to: '2.41-12'},
    {package: 'libc6:i386', from: '2.36-9', to: '2.41-12'},
    {package: 'adduser:all', from: '3.134', to: '3.152'},
  ],
  new: [{package: 'systemd-cryptsetup:amd64', version: '257.13-1~deb13u1'}],
  remove: [{package: 'libssl3:amd64', version: '3.0.18-1'}],
}

test('each package is named with its version, and with the architecture that apt knows it by', t => {
  t.deepEqual(planWords(plan, new Set(['libssl3:amd64', 'libc6:amd64'])), [
    'libc6:amd64=2.41-12',
    'libc6:i386=2.41-12',
    'adduser:amd64=3.152',
    'systemd-cryptsetup:amd64=257.13-1~deb13u1',
    'libssl3:amd64-',
  ])
  t.is(plannedVersions(plan).get('adduser:amd64'), '3.152')
})

test('what is gone already is not named again: apt would not know it, or take it for a pattern', t => {
  t.false(planWords(plan, new Set()).some(word => word.endsWith('-')))
})

test('a run that is repeated may do less than what is planned, and nothing else', t => {
  t.notThrows(() => assertNoMore(plan, ''))
  t.notThrows(() => assertNoMore(plan, simulation.slice(2).join('\n')))
  for (const [line, what] of [
    ['Remv cron [3.0]', 'cron:amd64 would be removed'],
    ['Inst adduser [3.134] (3.153 x [all])', 'adduser:amd64 would be 3.153'],
    ['Inst tree (2.2 x [amd64])', 'tree:amd64 would be 2.2'],
  ]) {
    t.throws(() => assertNoMore(plan, `${simulation.join('\n')}\n${line}`), {
      name: 'Refusal',
      message: `apt would do more than what was planned: ${what}`,
    })
  }
})

const simulation = [
  'Reading package lists...',
  'Remv libssl3 [3.0.18-1] [systemd:amd64 ]',
  'Inst libc6 [2.36-9] (2.41-12 Debian:13.8/stable [amd64]) [libc6:i386 ]',
  'Inst libc6:i386 [2.36-9] (2.41-12 Debian:13.8/stable [i386])',
  'Inst adduser [3.134] (3.152 Debian:13.8/stable [all])',
  'Inst systemd-cryptsetup (257.13-1~deb13u1 Debian:13.8/stable [amd64])',
  'Conf libc6 (2.41-12 Debian:13.8/stable [amd64])',
]

test('a simulation that does what is planned has no differences', t => {
  t.deepEqual(differencesFrom(plan, simulation.join('\n')), [])
})

const others: readonly [string, (line: string) => string | readonly string[], string][] = [
  [
    'another version',
    line => line.replace('(3.152', '(3.153'),
    'adduser:amd64: planned is 3.152, and now it would be 3.153',
  ],
  [
    'a package that is not installed',
    line => (line.startsWith('Inst systemd') ? [] : line),
    'systemd-cryptsetup:amd64: planned is 257.13-1~deb13u1, and now it would be left as it is',
  ],
  [
    'a package that is not removed',
    line => (line.startsWith('Remv') ? [] : line),
    'libssl3:amd64: planned is removed, and now it would be left as it is',
  ],
  [
    'a removal that nobody planned',
    line => (line.startsWith('Remv') ? [line, 'Purg cron [3.0] [x ]'] : line),
    'cron:amd64: planned is left as it is, and now it would be removed',
  ],
  [
    'a package of the other architecture',
    line => (line.startsWith('Inst libc6:i386') ? [] : line),
    'libc6:i386: planned is 2.41-12, and now it would be left as it is',
  ],
]
for (const [name, change, difference] of others) {
  test(`${name} is a difference`, t => {
    t.deepEqual(differencesFrom(plan, simulation.flatMap(change).join('\n')), [difference])
  })
}
