// The administrator's hooks have a say before the first change, and none afterwards.
import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {changing, facts, startRun} from '../../../test/upgrade-run.ts'
import type {LiveHook} from '../../hooks.ts'
import type {follow} from '../follow.ts'
import {runUpgrade} from './index.ts'

type Scripts = readonly (readonly [LiveHook['moment'], string, string])[]

/** A run whose hooks are really run. */
function startHooks(
  t: ExecutionContext,
  scripts: Scripts,
  situation: Parameters<typeof startRun>[1] = {},
) {
  const hooks = scripts.map(([moment, name, content]) => ({
    moment,
    name,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
  const run = startRun(t, {
    engine: changing(''),
    facts: {...facts, hooks, hookTimeout: 1},
    ...situation,
  })
  for (const [moment, name, content] of scripts) {
    const path = run.live.path(`/etc/livemode/hooks.d/${moment}/${name}`)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, content)
    chmodSync(path, 0o755)
  }
  return {...run, live: {...run.live, follow: runToEnd}}
}

/** Really runs a program: what a worker thread closes by number keeps `follow` itself from working here. */
const runToEnd: typeof follow = async ([program = '', ...rest], {environment, onLine}) => {
  const {status, stdout} = spawnSync(program, rest, {env: {...environment}, encoding: 'utf8'})
  for (const line of stdout.split('\n')) if (line !== '') onLine(line)
  return status
}

const script = (text: string) => `#!/bin/sh\n${text}\n`

test('they run in their order, around all changes, and know where the source is', async t => {
  const tell = script(
    'echo "$LIVEMODE_MOMENT $LIVEMODE_ROOT $(basename "$0") $(env | grep -c SECRET)"',
  )
  process.env.SECRET = 'x'
  const run = startHooks(t, [
    ['before-change', '10-a', tell],
    ['before-change', '20-b', tell],
    ['after-change', '10-c', tell],
  ])
  t.is(await runUpgrade(run.live), 0)
  t.deepEqual(
    run.lines.filter(line => /^(hook|phase|before|after)/.test(line)),
    [
      'phase verify',
      'hook before-change/10-a',
      `before-change ${run.sourceRoot} 10-a 0`,
      'hook before-change/20-b',
      `before-change ${run.sourceRoot} 20-b 0`,
      'phase transaction',
      'hook after-change/10-c',
      `after-change ${run.sourceRoot} 10-c 0`,
    ],
  )
})

test('one that says no before the first change stops the upgrade: the source is untouched', async t => {
  const run = startHooks(t, [
    ['before-change', '10-no', script('echo not today; exit 3')],
    ['before-change', '20-never', script('echo never')],
  ])
  t.is(await runUpgrade(run.live), 1)
  t.is(run.result().reason, 'the hook before-change/10-no has ended with exit code 3')
  t.true(run.lines.includes('not today'))
  t.false(run.lines.includes('never'))
  t.like(run.record(), {phase: 'verify', changed: false, outcome: 'failure'})
  t.false(run.has('/run/upgrade/boot/livemode/resume'))
  t.true(run.reboots())
})

test('one that does not end is ended, and has said no', async t => {
  const run = startHooks(t, [['before-change', 'slow', script('sleep 98')]])
  t.is(await runUpgrade(run.live), 1)
  t.is(run.result().reason, 'the hook before-change/slow has not ended in 1 s (hook_timeout)')
})

test('one that is not what was installed is not run', async t => {
  const run = startHooks(t, [['before-change', 'x', script('echo run')]])
  writeFileSync(run.live.path('/etc/livemode/hooks.d/before-change/x'), script('echo other'))
  t.is(await runUpgrade(run.live), 1)
  t.is(run.result().reason, 'the hook before-change/x is not the one that was installed')
  t.false(run.lines.includes('other'))
})

test('one that cannot be run at all has failed: before the changes, and after them', async t => {
  for (const moment of ['before-change', 'after-change'] as const) {
    const run = startHooks(t, [[moment, 'x', script('')]])
    const live = {...run.live, follow: () => Promise.reject(new Error('spawn timeout ENOENT'))}
    const problem = `the hook ${moment}/x cannot be run: spawn timeout ENOENT`
    await runUpgrade(live)
    t.is(run.result().reason, moment === 'before-change' ? problem : '')
    t.deepEqual(run.result().lookAt, moment === 'before-change' ? [] : [problem])
  }
})

test('afterwards what they say is to be looked at, and each of them runs', async t => {
  const run = startHooks(t, [
    ['after-change', '10-fails', script('exit 1')],
    ['after-change', '20-works', script('echo works')],
  ])
  t.is(await runUpgrade(run.live), 0)
  t.like(run.result(), {
    result: 'success',
    lookAt: ['the hook after-change/10-fails has ended with exit code 1'],
  })
  t.true(run.lines.includes('works'))
})

test('a run that goes on asks nobody, and tells those afterwards', async t => {
  const scripts: Scripts = [
    ['before-change', 'before', script('echo once')],
    ['after-change', 'after', script('echo in the end')],
  ]
  const run = startHooks(t, scripts, {
    engine: changing("if (!existsSync(root + '/again')) throw new Error('no space')"),
  })
  await runUpgrade(run.live)
  run.putSource({'/again': ''})
  t.is(await runUpgrade(run.live), 0)
  t.is(run.lines.filter(line => line === 'once').length, 1)
  t.is(run.lines.filter(line => line === 'in the end').length, 1)
})

test('an engine that changes nothing has no hooks', async t => {
  const run = startHooks(
    t,
    [
      ['before-change', 'before', script('echo run')],
      ['after-change', 'after', script('echo run')],
    ],
    {
      engine:
        "export default {does: 'looks', phases: [{name: 'verify', changes: false, run: async () => {}}]}",
    },
  )
  t.is(await runUpgrade(run.live), 0)
  t.false(run.lines.includes('run'))
})
