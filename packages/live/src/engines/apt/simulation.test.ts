// What apt says it would do is read whole: its own sums agree.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseSimulation} from './simulation.ts'

const sums = (text: string) => {
  const {install, remove, keptBack} = parseSimulation(text)
  const upgraded = install.filter(({from}) => from !== null).length
  return `${upgraded} upgraded, ${install.length - upgraded} newly installed, ${remove.length} to remove and ${keptBack.length} not upgraded.`
}

for (const name of ['simulation', 'simulation-held']) {
  test(`${name} has as many of each as apt counts`, t => {
    const text = fixture(`apt/${name}`)
    t.is(sums(text), /^\d+ upgraded, .*$/m.exec(text)?.[0] ?? 'apt counts nothing')
  })
}

test('each kind of line', t => {
  const {install, remove} = parseSimulation(fixture('apt/simulation'))
  t.deepEqual(
    ['base-files', 'adduser', 'apparmor', 'libzstd1'].map(name =>
      install.find(one => one.package === name),
    ),
    [
      {package: 'base-files', from: '12.4+deb12u15', to: '13.8+deb13u8', architecture: 'amd64'},
      {package: 'adduser', from: '3.134', to: '3.152', architecture: 'all'},
      {package: 'apparmor', from: null, to: '4.1.0-1', architecture: 'amd64'},
      {
        package: 'libzstd1',
        from: '1.5.4+dfsg2-5',
        to: '1.5.7+dfsg-1+deb13u1',
        architecture: 'amd64',
      },
    ],
  )
  t.deepEqual(
    remove.find(one => one.package === 'libssl3'),
    {package: 'libssl3', version: '3.0.22-1~deb12u2'},
  )
})

test('another architecture, several origins, and a package from a local file', t => {
  const text = [
    'Inst libc6:i386 [2.36-9] (2.41-12 Debian:13.8/stable, Debian-Security:13/stable-security [i386]) []',
    'Inst local (1:2.0 local-deb [all])',
    'Purg old:i386 [1.0]',
    'Conf libc6:i386 (2.41-12 Debian:13.8/stable [i386])',
  ].join('\n')
  t.deepEqual(parseSimulation(text), {
    install: [
      {package: 'libc6:i386', from: '2.36-9', to: '2.41-12', architecture: 'i386'},
      {package: 'local', from: null, to: '1:2.0', architecture: 'all'},
    ],
    remove: [{package: 'old:i386', version: '1.0'}],
    keptBack: [],
  })
})

test('what goes for a while only is upgraded', t => {
  const text = [
    'Remv cron [3.0pl1-137] [a:amd64 ]',
    'Remv old [1.0]',
    'Inst cron-daemon-common (3.0pl1-162 Debian:12.15/oldstable [all])',
    'Inst cron (3.0pl1-162 Debian:12.15/oldstable [amd64])',
  ].join('\n')
  const {install, remove} = parseSimulation(text)
  t.deepEqual(install.at(-1), {
    package: 'cron',
    from: '3.0pl1-137',
    to: '3.0pl1-162',
    architecture: 'amd64',
  })
  t.deepEqual(remove, [{package: 'old', version: '1.0'}])
})

test('a line with less in it than apt writes is not passed over', t => {
  t.deepEqual(parseSimulation('Inst a\nInst b (2.0\nRemv c'), {
    install: [
      {package: 'a', from: null, to: '', architecture: ''},
      {package: 'b', from: null, to: '2.0', architecture: ''},
    ],
    remove: [{package: 'c', version: ''}],
    keptBack: [],
  })
})

test('nothing to do', t => {
  const text =
    'Reading package lists...\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n'
  t.deepEqual(parseSimulation(text), {install: [], remove: [], keptBack: []})
})
