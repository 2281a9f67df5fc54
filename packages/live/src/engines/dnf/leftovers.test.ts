// Files that rpm had only begun go, and nothing that only looks like one.
import {existsSync} from 'node:fs'
import {setTimeout} from 'node:timers/promises'
import test from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {liveSystem} from '../../system/live-system.ts'
import {removeLeftovers} from './leftovers.ts'

test('by their names, their age and their place', async t => {
  const {live, sourceRoot, putSource, lines} = startLive(t, {
    source: {'/usr/old;0123abcd': ''},
    links: {'/var/lib': '../usr/lib'},
  })
  // A file system counts in steps of some milliseconds.
  await setTimeout(50)
  putSource({'/usr/lib/leapp/packages/transaction.json': '{}'})
  await setTimeout(50)
  const begun = ['/usr/bin/bash;65f0aa01', '/etc/a b;65f0aa01']
  const others = ['/usr/old;0123abcd', '/usr/x;65F0AA01', '/usr/y;65f0aa012', '/home/z;65f0aa01']
  putSource(Object.fromEntries([...begun, ...others.slice(1)].map(path => [path, ''])))
  removeLeftovers(engineContext({...live, run: liveSystem.run}))
  t.deepEqual(
    [...begun, ...others].filter(path => existsSync(`${sourceRoot}${path}`)),
    others,
  )
  t.deepEqual(lines, ['2 files that rpm had only begun are taken away'])
})
