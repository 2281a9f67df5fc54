// The plan is said to apt word for word, and what apt would do is held against it.
import test from 'ava'
import {differencesFrom, plannedVersions, planWords} from './plan.ts'

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
  t.deepEqual(planWords(plan), [
    'libc6:amd64=2.41-12',
    'libc6:i386=2.41-12',
    'adduser:amd64=3.152',
    'systemd-cryptsetup:amd64=257.13-1~deb13u1',
    'libssl3:amd64-',
  ])
  t.is(plannedVersions(plan).get('adduser:amd64'), '3.152')
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
    'systemd-cryptsetup:amd64: planned is 257.13-1~deb13u1, and now it would be no change',
  ],
  [
    'a package that is not removed',
    line => (line.startsWith('Remv') ? [] : line),
    'libssl3:amd64: planned is its removal, and now it would be no change',
  ],
  [
    'a removal that nobody planned',
    line => (line.startsWith('Remv') ? [line, 'Purg cron [3.0] [x ]'] : line),
    'cron:amd64: planned is no change, and now it would be its removal',
  ],
  [
    'a package of the other architecture',
    line => (line.startsWith('Inst libc6:i386') ? [] : line),
    'libc6:i386: planned is 2.41-12, and now it would be no change',
  ],
]
for (const [name, change, difference] of others) {
  test(`${name} is a difference`, t => {
    t.deepEqual(differencesFrom(plan, simulation.flatMap(change).join('\n')), [difference])
  })
}
