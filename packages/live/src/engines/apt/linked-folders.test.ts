// dpkg works from outside the source: a folder that it would find elsewhere than the source does is found first.
import {mkdirSync} from 'node:fs'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {assertFoldersInPlace} from './linked-folders.ts'

const list = (paths: readonly string[]) => ({
  '/var/lib/dpkg/info/base-files.list': ['/.', ...paths, ''].join('\n'),
})

test('relative links, links to files, and links that lead nowhere are in order', t => {
  const {live} = startLive(t, {
    source: {
      ...list(['/bin', '/bin/sh', '/etc/os-release', '/home', '/var/run', '/var/lib/gone']),
      '/usr/bin/sh': '',
      '/usr/lib/os-release': '',
      '/home/somebody': '',
      '/run/x': '',
    },
    links: {
      '/bin': 'usr/bin',
      '/etc/os-release': '/usr/lib/os-release',
      '/var/run': '/run',
      '/var/lib/gone': '/nothing',
    },
  })
  t.notThrows(() => assertFoldersInPlace(live))
})

const message = (path: string) =>
  `${path} of the source is an absolute link, which dpkg cannot follow from outside: make it a relative one, or a bind mount`

test('an absolute link to a folder is not, whether the live system has that folder or not', t => {
  for (const isThere of [false, true]) {
    const {live} = startLive(t, {
      source: {...list(['/home']), '/data/home/somebody': ''},
      links: {'/home': '/data/home'},
    })
    if (isThere) mkdirSync(live.path('/data/home'), {recursive: true})
    t.throws(() => assertFoldersInPlace(live), {name: 'Refusal', message: message('/home')})
  }
})

test('nor is a folder below such a link', t => {
  const {live} = startLive(t, {
    source: {...list(['/srv/www/html']), '/data/www/html/index': ''},
    links: {'/srv/www': '/data/www'},
  })
  t.throws(() => assertFoldersInPlace(live), {message: message('/srv/www/html')})
})
