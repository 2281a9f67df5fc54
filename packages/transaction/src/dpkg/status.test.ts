// dpkg's status is read with what is there, in whatever state, and without what has gone.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseAutomatic} from './automatic.ts'
import {aptName, fullName, indexByAptName, parseStatus} from './status.ts'

const text = fixture('dpkg/status-debian-12')
const packages = parseStatus(text)

test('a bootstrapped Debian 12', t => {
  t.is(packages.length, text.match(/^Status: install ok installed$/gm)?.length ?? 0)
  t.deepEqual(
    packages.find(({name}) => name === 'base-files'),
    {
      name: 'base-files',
      architecture: 'amd64',
      version: '12.4+deb12u15',
      selection: 'install',
      state: 'installed',
      needsReinstallation: false,
      priority: 'required',
      isProtected: true,
      installedBytes: 341 * 1024,
    },
  )
})

const paragraph = (status: string, fields = '') =>
  `Package: a\nStatus: ${status}\nArchitecture: amd64\nVersion: 1\n${fields}`

test('holds, half states, reinstallation', t => {
  const states = [
    'hold ok installed',
    'install ok half-configured',
    'install reinstreq half-installed',
    'deinstall ok config-files',
    'unknown ok not-installed',
  ]
  t.deepEqual(
    parseStatus(states.map(status => paragraph(status)).join('\n\n')).map(
      ({selection, state, needsReinstallation}) => [selection, state, needsReinstallation],
    ),
    [
      ['hold', 'installed', false],
      ['install', 'half-configured', false],
      ['install', 'half-installed', true],
    ],
  )
})

test('protected is as good as essential, and a field of another name is not', t => {
  const isProtected = (fields: string) =>
    parseStatus(paragraph('install ok installed', fields))[0]?.isProtected
  t.true(isProtected('Essential: yes\n'))
  t.true(isProtected('Protected: yes\n'))
  t.false(isProtected('Build-Essential: yes\n'))
  t.false(isProtected('Essential: no\n'))
  t.false(isProtected('Description: x\n Essential: yes\n'))
})

test('names as apt and as dpkg write them', t => {
  const all = ['amd64', 'i386', 'all'].map(architecture => ({name: 'a', architecture}))
  t.deepEqual(all.map(fullName), ['a:amd64', 'a:i386', 'a:all'])
  t.deepEqual(
    all.map(one => aptName(one, 'amd64')),
    ['a', 'a:i386', 'a'],
  )
})

test('what was installed automatically, by the architecture that dpkg tells', t => {
  const native = 'amd64'
  const automatic = parseAutomatic(fixture('apt/extended_states'), {packages, native})
  t.true(automatic.includes('libwrap0:amd64'))
  t.true(automatic.includes('linux-base:all'))
  t.true(automatic.every(name => packages.some(one => fullName(one) === name)))
  const states =
    'Package: base-files\nArchitecture: amd64\nAuto-Installed: 0\n\nPackage: gone\nArchitecture: amd64\nAuto-Installed: 1\n\nPackage: mawk\nArchitecture: i386\nAuto-Installed: 1\n'
  t.deepEqual(parseAutomatic(states, {packages, native}), [])
  t.is(indexByAptName(packages, native).get('mawk')?.name, 'mawk')
})
