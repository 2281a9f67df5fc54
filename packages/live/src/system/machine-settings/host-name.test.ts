// The live system has the source's host name; what is none leaves it its own.
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {noChanges} from '../changes.ts'
import {planHostName} from './host-name.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

const longest = 'a'.repeat(64)

const names: readonly (readonly [text: string, name: string, hosts: string])[] = [
  ['web1\n', 'web1', 'web1'],
  ['# made by hand\n\n  web1.example.com \nother\n', 'web1.example.com', 'web1.example.com web1'],
  ['Web_1-2', 'Web_1-2', 'Web_1-2'],
  ['\tweb1\r\n', 'web1', 'web1'],
  [`${longest}\n`, longest, longest],
]

for (const [text, name, hosts] of names) {
  test(`${JSON.stringify(text)} is ${name}`, t => {
    t.deepEqual(planHostName(text), {
      lines: [],
      files: [
        {path: '/etc/hostname', content: `${name}\n`, mode: 0o644},
        {
          path: '/etc/hosts',
          content: `127.0.0.1 localhost\n127.0.1.1 ${hosts}\n::1 localhost\n`,
          mode: 0o644,
        },
      ],
      programs: [['sysctl', '--quiet', '--write', `kernel.hostname=${name}`]],
    })
  })
}

const silent = [undefined, '', '\n', '# nothing\n', 'localhost\n', 'localhost.localdomain\n']
for (const text of silent) {
  test(`${JSON.stringify(text)} says nothing`, t => {
    t.deepEqual(planHostName(text), noChanges)
  })
}

const junk = [
  'two words\n',
  '-web\n',
  'web-\n',
  'web..example\n',
  'web.\n',
  'wéb\n',
  '\uFEFFweb\n',
  'web\0\n',
  '$(reboot)\n',
  `${longest}a\n`,
  '-'.repeat(4_000_000),
  `a${' '.repeat(4_000_000)}b`,
]
for (const text of junk) {
  test(`${JSON.stringify(text).slice(0, 80)} is no host name`, t => {
    const lines = ['/sysroot/etc/hostname holds no host name']
    t.deepEqual(planHostName(text), {...noChanges, lines})
  })
}

test('the name is what the live system has afterwards', t => {
  const {live, read, calls, lines} = startLive(t, {
    source: {'/persist/hostname': 'web1\n'},
    links: {'/etc/hostname': '/persist/hostname'},
    files: {'/etc/hostname': 'live-upgrade\n'},
  })
  t.is(takeOverMachineSettings(live), 0)
  t.is(read('/etc/hostname'), 'web1\n')
  t.is(read('/etc/hosts'), '127.0.0.1 localhost\n127.0.1.1 web1\n::1 localhost\n')
  t.deepEqual(calls, ['sysctl --quiet --write kernel.hostname=web1'])
  t.deepEqual(lines, [])
})
