// What apt tells of itself goes to the log, to those who watch, and into the result.
import {setImmediate} from 'node:timers/promises'
import test, {type ExecutionContext} from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import type {EngineContext, Notes, Step} from '../engine.ts'
import {followApt, followDpkg} from './status-follower.ts'

const ofApt =
  (from = 0) =>
  (context: EngineContext) =>
    followApt(context, {from})

function start(t: ExecutionContext, follow = ofApt()) {
  const {live, lines, sourceRoot} = startLive(t)
  const steps: Step[] = []
  const notes: Notes[] = []
  const follower = follow(
    engineContext(live, {
      progress: step => steps.push(step),
      note: some => notes.push(some),
    }),
  )
  return {...follower, lines, steps, notes, root: sourceRoot}
}

test('a second run goes on where the first one has come to', t => {
  const {onStatus, steps} = start(t, ofApt(60))
  onStatus?.('pmstatus:libc6:0.0:Preparing libc6 (amd64)')
  onStatus?.('pmstatus:libc6:25.0:Unpacking libc6 (amd64)')
  onStatus?.('dlstatus:1:50.0:Retrieving file 1 of 2')
  onStatus?.('pmstatus:dpkg-exec:100.0:Running dpkg')
  t.deepEqual(steps, [
    {percent: 60, about: 'Preparing libc6 (amd64)'},
    {percent: 70, about: 'Unpacking libc6 (amd64)'},
    {percent: 100, about: 'Running dpkg'},
  ])
})

test('what fails is told with the lines before it, those that are still on their way among them', async t => {
  const {onLine, onStatus, notes, lines} = start(t)
  for (const number of Array.from({length: 30}, (_, index) => index)) onLine(`line ${number}`)
  onStatus?.(
    'pmerror:cron:12.5:installed cron package post-installation script subprocess returned',
  )
  onLine('dpkg: error processing package cron (--configure):')
  await setImmediate()
  t.deepEqual(notes, [
    {
      failures: [
        {
          about: 'cron',
          text: 'installed cron package post-installation script subprocess returned',
          output: [
            ...Array.from({length: 19}, (_, index) => `line ${index + 11}`),
            'dpkg: error processing package cron (--configure):',
          ],
        },
      ],
    },
  ])
  t.true(
    lines.includes('cron: installed cron package post-installation script subprocess returned'),
  )
})

test('a question about a configuration is told by its path on the source', t => {
  const {onStatus, notes, root} = start(t)
  onStatus?.(`pmconffile:${root}/etc/x:50.0:'${root}/etc/x' '${root}/etc/x.dpkg-new' 1 1`)
  onStatus?.("pmconffile:/etc/y:50.0:'/etc/y' '/etc/y.dpkg-new' 1 1")
  t.deepEqual(
    notes.map(({configurations}) => configurations),
    [
      [{path: '/etc/x', decision: 'kept', newVersion: null}],
      [{path: '/etc/y', decision: 'kept', newVersion: null}],
    ],
  )
})

test('what an earlier run has unpacked is configured before those who watch', async t => {
  const follow = (context: EngineContext) => followDpkg(context, {done: 10, steps: 20})
  const {onLine, onStatus, steps, notes} = start(t, follow)
  onStatus?.('processing: configure: libc6:amd64')
  onStatus?.('status: libc6:amd64: half-configured')
  onStatus?.('status: libc6:amd64: installed')
  onStatus?.('processing: configure: cron')
  onLine('cron: no')
  onStatus?.(
    'status: cron : error : installed cron package post-installation script subprocess returned',
  )
  onStatus?.('processing: trigproc: libc-bin')
  onStatus?.('status: libc6:amd64: installed')
  onStatus?.('status: libc-bin: installed')
  onStatus?.('processing: configure: bash')
  await setImmediate()
  t.deepEqual(steps, [
    {percent: 50, about: 'Configuring libc6:amd64'},
    {percent: 55, about: 'Configuring cron'},
    {percent: 55, about: 'Running post-installation trigger libc-bin'},
    {percent: 60, about: 'Configuring bash'},
  ])
  t.deepEqual(notes, [
    {
      failures: [
        {
          about: 'cron',
          text: 'installed cron package post-installation script subprocess returned',
          output: ['cron: no'],
        },
      ],
    },
  ])
})
