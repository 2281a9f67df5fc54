// Of what says nothing, the scripts below dpkg are ended, and dpkg is not: it goes on with the others.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import test from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {liveSystem} from '../../system/live-system.ts'
import {processesBelow} from '../../system/processes.ts'
import type {Notes} from '../engine.ts'
import {endSilentScripts, renderTree, scriptsOf} from './silence.ts'

const one = (pid: number, parent: number, name: string) => ({pid, parent, name, command: name})

test('all below dpkg, however deep, and dpkg only where it is no script’s', t => {
  const tree = [
    one(10, 1, 'apt-get'),
    one(11, 10, 'dpkg'),
    one(12, 11, 'linux-image.pos'),
    one(13, 12, 'run-parts'),
    one(14, 13, 'zz-update-grub'),
    one(15, 10, 'http'),
  ]
  t.deepEqual(
    scriptsOf(tree).map(({pid}) => pid),
    [12, 13, 14],
  )
  t.deepEqual(scriptsOf([one(10, 1, 'apt-get'), one(15, 10, 'http')]), [])
})

test('they are named as a tree', t => {
  t.deepEqual(
    renderTree([one(12, 11, 'postinst'), one(13, 12, 'run-parts'), one(14, 12, 'sleep')]),
    ['postinst (12)', '  run-parts (13)', '  sleep (14)'],
  )
})

test('what is silent is named with the limit that it has reached, and ended', async t => {
  const {live, lines} = startLive(t)
  const own = {...live, path: liveSystem.path, readText: liveSystem.readText}
  const notes: Notes[] = []
  const script = spawn('/bin/sh', ['-c', '(sleep 97; :) & wait; exit 0'])
  const pid = script.pid ?? 0
  t.teardown(() => script.kill('SIGKILL'))
  const isThere = () => processesBelow(own, pid).some(({command}) => command === 'sleep 97')
  while (!isThere()) await live.wait(0)
  const context = engineContext(own, {scriptTimeout: 7, note: some => notes.push(some)})
  await endSilentScripts(context, pid)
  t.is(lines[0], 'nothing has been said for 7 s (script_timeout)')
  t.regex(lines[1] ?? '', /^is ended: \/bin\/sh -c \(sleep 97; :\) & wait; exit 0 \(\d+\)$/)
  t.regex(lines[2] ?? '', /^is ended: {3}sleep 97 \(\d+\)$/)
  t.is(lines.length, 3)
  t.deepEqual(notes, [
    {
      lookAt: [
        "a package's script was ended, for it had said nothing for 7 s (script_timeout): the log names it",
      ],
    },
  ])
  if (script.exitCode === null) await once(script, 'exit')
  t.is(script.exitCode, 0)
})
