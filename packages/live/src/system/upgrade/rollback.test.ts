// A source is taken back to its snapshot when somebody asks for it, and the live system is what boots until that has ended.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {changing, installation, startRun} from '../../../test/upgrade-run.ts'
import {assets} from '../../assets.ts'
import {startRollback} from '../start.ts'
import {runUpgrade} from './index.ts'

const real = ([program = '', ...rest]: readonly string[]) => {
  const {status, stdout, stderr} = spawnSync(program, rest, {encoding: 'utf8'})
  return {code: status, stdout, stderr}
}

const change = "writeFileSync(root + '/etc/tool.conf', 'new'); "
/** An engine that changes the source, and then does this. */
const engineThat = (does: string) =>
  changing(`${change}${does}`).replace(
    'existsSync, readFileSync',
    'existsSync, readFileSync, writeFileSync',
  )

function start(
  t: ExecutionContext,
  {
    engine = engineThat(''),
    canLogIn = false,
    programs = {},
  }: Partial<Parameters<typeof startRun>[1]> = {},
) {
  const run = startRun(t, {
    engine,
    canLogIn,
    facts: {snapshot: 'required'},
    source: {'/etc/tool.conf': 'old', '/var/lib/tool/state': 'old state'},
    files: {'/usr/lib/livemode/exchange': assets.read('exchange')},
    programs: {
      ...Object.fromEntries(['cp', 'env', 'sh', 'touch', 'rm', 'getcap'].map(name => [name, real])),
      ...programs,
    },
  })
  const inSource = (path: string) => join(run.sourceRoot, path)
  return {
    ...run,
    text: () => readFileSync(inSource('etc/tool.conf'), 'utf8'),
    ask: () => run.putSource({'/etc/livemode/rollback': `${installation}\n`}),
    isHeld: () => existsSync(inSource('boot/livemode/resume')),
    isThere: (path: string) => existsSync(inSource(path)),
  }
}

test('a finished upgrade is taken back, and the source is what boots', async t => {
  const run = start(t)
  t.is(await runUpgrade(run.live), 0)
  t.is(run.text(), 'new')
  t.true(run.isThere('.livemode-before/snapshot.json'))
  t.false(run.isHeld())
  run.ask()
  run.putSource({'/etc/livemode/trial.json': '{"kernel": "6.12", "boots": 1}'})
  t.is(await runUpgrade(run.live), 0)
  t.is(run.text(), 'old')
  t.like(run.record(), {outcome: 'rolled-back', changed: false, rollback: true})
  t.like(run.result(), {result: 'rolled-back', reason: '', advice: '', source: 'Debian 12'})
  t.deepEqual(
    [
      '.livemode-before',
      'boot/.livemode-before',
      'etc/livemode/rollback',
      'etc/livemode/trial.json',
    ].filter(run.isThere),
    [],
  )
  t.false(run.isHeld())
  t.true(run.reboots())
})

test('one that has stopped half-way offers it, and is taken back', async t => {
  const run = start(t, {engine: engineThat("throw new Error('no space')"), canLogIn: true})
  t.is(await runUpgrade(run.live), 1)
  t.regex(run.result().advice, /; "rollback" takes the source back to what it was$/)
  t.true(run.isHeld())
  run.ask()
  run.bootAnew()
  t.is(await runUpgrade(run.live), 0)
  t.is(run.text(), 'old')
  t.false(run.isHeld())
  t.false(run.isThere('var/log/leapp/upgrade-failed'))
})

test('a rollback that is cut off goes on, also where nobody asks any more', async t => {
  let isLost = true
  const run = start(t, {
    programs: {
      sh: argv => {
        if (isLost && argv[1]?.endsWith('exchange')) throw new Error('the power is lost')
        return real(argv)
      },
    },
  })
  await runUpgrade(run.live)
  run.ask()
  t.is(await runUpgrade(run.live), 1)
  t.like(run.record(), {outcome: 'failure', changed: true, rollback: true})
  t.true(run.isHeld())
  t.regex(
    run.result().advice,
    /^this machine boots the live system until the source has been taken back/,
  )
  rmSync(join(run.sourceRoot, 'etc/livemode/rollback'))
  isLost = false
  run.bootAnew()
  t.is(await runUpgrade(run.live), 0)
  t.is(run.text(), 'old')
  t.false(run.isHeld())
})

test('what lost its power when all was in its place is brought to its end', async t => {
  const run = start(t)
  await runUpgrade(run.live)
  run.ask()
  await runUpgrade(run.live)
  run.putSource({'/boot/livemode/resume': '', '/.livemode-before/before/rest': ''})
  const before = run.lines.length
  t.is(await runUpgrade(run.live), 0)
  t.false(run.lines.slice(before).some(line => line.startsWith('probe: ')))
  t.false(run.isHeld())
  t.false(run.isThere('.livemode-before'))
})

test('without a snapshot nothing is taken back, and what has ended stays so', async t => {
  const run = start(t)
  await runUpgrade(run.live)
  rmSync(join(run.sourceRoot, '.livemode-before'), {recursive: true})
  run.ask()
  t.is(await runUpgrade(run.live), 1)
  t.is(run.result().reason, 'there is no snapshot that the source could be taken back to')
  t.is(run.record()?.outcome, 'success')
  t.false(run.isThere('etc/livemode/rollback'))
  t.is(await startRollback(run.live, ['--yes']), 1)
})

test('who chooses the live system when the upgrade has ended can log in, and is told what a rollback costs', async t => {
  const run = start(t, {canLogIn: true})
  await runUpgrade(run.live)
  const reboots = run.calls.filter(call => call.includes('reboot')).length
  t.is(await runUpgrade(run.live), 0)
  t.is(run.calls.filter(call => call.includes('reboot')).length, reboots, 'it stays')
  t.regex(run.consoles(), /the upgrade has ended: log in, "rollback" takes this machine back/)
  writeFileSync(join(run.sourceRoot, 'var/lib/tool/state'), 'newer')
  const before = run.lines.length
  t.is(await startRollback(run.live, []), 1)
  t.deepEqual(run.lines.slice(before), [
    'the source goes back to Debian 12, as it was before the upgrade',
    'written since the upgrade, and lost: /var/lib/tool/state',
    '"rollback --yes" does it',
  ])
  t.false(run.isThere('etc/livemode/rollback'))
})

test('half a snapshot, which a loss of power has left, goes before the room is looked at', async t => {
  const run = start(t, {
    engine: engineThat('')
      .replace("say('verified')", "say('half of one: ' + existsSync(root + '/.livemode-before'))")
      .replace('async ({say}) =>', 'async ({say, root}) =>'),
  })
  run.putSource({'/.livemode-before/before/usr/bin/tool': ''})
  t.is(await runUpgrade(run.live), 0)
  t.true(run.lines.includes('probe: half of one: false'))
})

test('a refusal before the first change leaves no snapshot', async t => {
  const run = start(t)
  rmSync(join(run.sourceRoot, 'boot/livemode'), {recursive: true})
  t.is(await runUpgrade(run.live), 1)
  t.is(run.text(), 'old')
  t.false(run.isThere('.livemode-before'))
  t.false(run.isThere('boot/.livemode-before'))
})
