// What scripts write is on the disk before their package counts as installed, and only as long as that matters.
import test from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {beginSyncedWrites, endSyncedWrites} from './synced-writes.ts'

const folders = ['/etc', '/tmp', '/var/cache/debconf', '/var/lib/ucf', '/var/lib/systemd']

test('folders of the source that are there, wherever links lead, get the attribute and lose it', t => {
  const {live, sourceRoot, calls} = startLive(t, {
    source: {
      '/etc/passwd': '',
      '/tmp/x': '',
      '/srv/lib/ucf/hashfile': '',
      '/var/cache/debconf/config.dat': '',
    },
    links: {'/var/lib': '/srv/lib'},
  })
  const context = engineContext(live, {})
  beginSyncedWrites(context, folders)
  endSyncedWrites(context, folders)
  const places = ['/etc', '/tmp', '/var/cache/debconf', '/srv/lib/ucf'].map(
    path => `${sourceRoot}${path}`,
  )
  t.deepEqual(
    calls,
    ['+S', '-S'].map(change => `chattr -R -f ${change} ${places.join(' ')}`),
  )
})

test('a source without any of them', t => {
  const {live, calls} = startLive(t, {source: {'/usr/x': ''}})
  beginSyncedWrites(engineContext(live, {}), folders)
  t.deepEqual(calls, [])
})
