// No topic hinders another, and what the source does not have changes nothing.
import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

test('a source with none of it changes nothing', t => {
  const {live, lines, calls, has} = startLive(t, {source: {'/etc/os-release': ''}})
  t.is(takeOverMachineSettings(live), 0)
  t.deepEqual(lines, [])
  t.deepEqual(calls, [])
  t.false(has('/etc'))
  t.false(has('/run/udev'))
  t.false(has('/run/systemd'))
})

test('what is no file is not waited for', t => {
  const {live, sourceRoot, has} = startLive(t, {programs: {findmnt: () => ({code: 1})}})
  const paths = [
    'etc/hostname',
    'etc/mdadm.conf',
    'etc/multipath.conf',
    'etc/multipath/conf.d/a.conf',
    'etc/systemd/network/a.link',
  ]
  for (const path of paths) {
    const place = join(sourceRoot, path)
    mkdirSync(join(place, '..'), {recursive: true})
    execFileSync('mkfifo', [place])
  }
  t.is(takeOverMachineSettings(live), 0)
  t.false(has('/etc'))
})

test('a topic that fails is said, and the others are there', t => {
  const {live, lines, calls, read} = startLive(t, {
    source: {
      '/etc/hostname': 'web1\n',
      '/etc/multipath.conf': '',
      '/etc/mdadm.conf': 'DEVICE partitions\n',
    },
    programs: {
      sysctl: () => ({code: 1, stderr: 'no\n'}),
      findmnt: () => ({code: 1}),
    },
  })
  t.is(takeOverMachineSettings(live), 1)
  t.deepEqual(lines, [
    'no',
    'sysctl --quiet --write kernel.hostname=web1 exited with code 1',
    'the host-name of the source system could not be taken over',
  ])
  t.is(calls.at(-1), 'systemctl --no-block try-reload-or-restart multipathd.service')
  t.regex(read('/etc/mdadm.conf'), /^DEVICE/)
})

test('a program that does not end is said, and the one after it is run', t => {
  const {live, lines, calls} = startLive(t, {
    source: {'/etc/systemd/network/a.link': ''},
    programs: {udevadm: argv => (argv[1] === 'control' ? {code: null} : {})},
  })
  t.is(takeOverMachineSettings(live), 1)
  t.deepEqual(lines, [
    'udevadm control --reload could not be run, or did not end in time',
    'the interface-names of the source system could not be taken over',
  ])
  t.is(calls.length, 2)
})

test('a file that cannot be written is said', t => {
  const {live, lines} = startLive(t, {
    source: {'/etc/hostname': 'web1\n'},
    files: {'/etc/hosts/x': ''},
  })
  t.is(takeOverMachineSettings(live), 1)
  t.regex(lines[0] ?? '', /^E[A-Z]+: .*\/etc\/hosts/)
  t.deepEqual(lines.slice(1), ['the host-name of the source system could not be taken over'])
})
