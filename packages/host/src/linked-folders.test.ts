// Folders of packages are found that links take elsewhere when they are followed from outside.
import {lutimesSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {makeRoot} from '../test/root.ts'
import {findLinkedFolders} from './linked-folders.ts'
import {openPlaces} from './source-places.ts'

test('absolute links, links above the root, and what lies behind them', t => {
  const root = makeRoot(t, {
    files: {'/data/home/x': '', '/data/www/html/index': '', '/usr/bin/sh': '', '/run/x': ''},
    links: {
      '/home': '/data/home',
      '/srv/www': '../../../../data/www',
      '/bin': 'usr/bin',
      '/var/run': '/run',
      '/gone': '/nothing',
      '/circle': 'circle',
      '/sh': '/usr/bin/sh',
    },
  })
  const paths = ['/home', '/srv/www/html', '/bin', '/var/run', '/gone', '/circle', '/sh', '/none/x']
  t.deepEqual(findLinkedFolders(root, paths), ['/home', '/srv/www/html'])
  const place = openPlaces(root)
  t.deepEqual(place('/srv/www/html/index'), {path: '/data/www/html/index', leadsOut: true})
  t.deepEqual(place('/bin/../bin/sh'), {path: '/usr/bin/sh', leadsOut: false})
  t.is(place('/circle/x'), undefined)
})

test('a link that a package brings is none, unless packages have something behind it', t => {
  const root = makeRoot(t, {
    files: {'/etc/ssl/certs/x': '', '/etc/own/x': '', '/data/home/x': ''},
    links: {
      '/usr/lib/ssl/certs': '/etc/ssl/certs',
      '/usr/lib/made': '/etc/own',
      '/usr/lib/used': '/etc/own',
      '/home': '/data/home',
    },
  })
  const seconds = 1_700_000_000
  for (const path of ['/usr/lib/ssl/certs', '/usr/lib/used', '/home']) {
    lutimesSync(join(root, path), seconds, seconds)
  }
  const paths = ['/usr/lib/ssl/certs', '/usr/lib/made', '/usr/lib/used', '/usr/lib/used/x', '/home']
  t.deepEqual(findLinkedFolders(root, paths), ['/home', '/usr/lib/made', '/usr/lib/used'])
})
