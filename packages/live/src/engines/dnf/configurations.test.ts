// Configurations that stayed, and those that rpm has put aside, are found by what lies beside them; nothing older counts.
import {setTimeout} from 'node:timers/promises'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {findConfigurations} from './configurations.ts'

test('what this upgrade has left', async t => {
  const {live, putSource} = startLive(t, {source: {'/etc/old.rpmnew': '', '/etc/b': ''}})
  // A file system counts in steps of some milliseconds.
  await setTimeout(50)
  putSource({'/var/lib/leapp/packages/transaction.json': '{}'})
  await setTimeout(50)
  putSource({
    '/etc/ssh/sshd_config.rpmnew': '',
    '/etc/b.rpmsave': '',
    '/etc/c.rpmsave': '',
    '/etc/d.bak': '',
  })
  t.deepEqual(findConfigurations({live}), {
    configurations: [
      {path: '/etc/ssh/sshd_config', decision: 'kept', newVersion: '/etc/ssh/sshd_config.rpmnew'},
      {path: '/etc/b', decision: 'replaced', newVersion: '/etc/b'},
      {path: '/etc/c', decision: 'replaced', newVersion: null},
    ],
    lookAt: [
      '/etc/b.rpmsave is what the administrator had in /etc/b: rpm has put it aside',
      '/etc/c.rpmsave is what the administrator had in /etc/c: rpm has put it aside',
    ],
  })
})
