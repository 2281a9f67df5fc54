// Folders of packages are found that links take elsewhere when they are followed from outside.
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
