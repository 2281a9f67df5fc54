// The configurations that stayed are found by what dpkg and ucf have left beside them, and by nothing older.
import {setTimeout} from 'node:timers/promises'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {findKeptConfigurations} from './kept-configurations.ts'

test('what this upgrade has left counts, wherever it is; not what was there before, and not behind links', async t => {
  const {live, putSource} = startLive(t, {
    source: {'/etc/crontab': '', '/etc/crontab.dpkg-dist': '', '/srv/x/a.dpkg-dist': ''},
    links: {'/etc/x': '/srv/x', '/etc/circle': '.'},
  })
  // A file system counts in steps of some milliseconds.
  await setTimeout(50)
  putSource({'/var/lib/leapp/packages/transaction.json': '{}'})
  await setTimeout(50)
  putSource({
    '/etc/ssh/sshd_config.ucf-dist': '',
    '/etc/default/ssh.dpkg-dist': '',
    '/etc/default/x.dpkg-old': '',
    '/etc/init.d/dpkg-dist': '',
  })
  t.deepEqual(findKeptConfigurations({live}), [
    {path: '/etc/default/ssh', decision: 'kept', newVersion: '/etc/default/ssh.dpkg-dist'},
    {path: '/etc/ssh/sshd_config', decision: 'kept', newVersion: '/etc/ssh/sshd_config.ucf-dist'},
  ])
})
