// What stands for Leapp runs in the source, in a real systemd-nspawn, with around it what Leapp's own live mode gives it; how it
// ends decides how the upgrade ends. Leapp itself is not run by this test.
import type {Session} from '@livemode/container'
import {preparedLeappRun} from '@livemode/fixtures'
import {leappPlaces} from '@livemode/host'
import test, {type ExecutionContext} from 'ava'
import type {LiveContainer} from '../test/live-container.ts'
import {
  ensureLeappImages,
  type LeappImages,
  startLeappUpgrade,
} from '../test/prepared-leapp-upgrade.ts'
import {readResult} from '../test/read-result.ts'
import {startSession} from '../test/session.ts'

let session: Session
let images: LeappImages

test.before(async () => {
  session = await startSession()
  images = await ensureLeappImages(session)
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
})

/** What was around the stand-in in one of its phases. */
const lookedAround = async (live: LiveContainer, phase: string) =>
  JSON.parse(await live.shell(`cat /sysroot/var/lib/leapp/stand-in/${phase}.json`))

const countPhases = async (live: LiveContainer) =>
  Number(await live.shell('ls /sysroot/var/lib/leapp/stand-in 2>/dev/null | wc -l'))

/** A later run does not run it, and leaves everything as it is. */
async function demandNotRunAgain(t: ExecutionContext, live: LiveContainer, reason: string) {
  const before = await countPhases(live)
  await live.boot()
  const {code, lines} = await live.upgrade()
  t.is(code, 1, lines.slice(-20).join('\n'))
  t.is((await readResult(live)).reason, reason)
  t.is(await countPhases(live), before)
  t.regex(await live.shell('ls /sysroot/boot/livemode'), /^resume$/m, 'the live system boots again')
}

const interrupted =
  'Leapp was interrupted in its phase RPMUpgrade, and would pass over what is left of that: end it by hand as the log says, or bring the source back from a backup'

test('both of its runs come to their end, and the upgraded system is tried', async t => {
  await using live = await startLeappUpgrade(session, {images})
  const own = (await live.shell('grep ^CapEff: /proc/self/status | cut --fields=2')).trim()
  const {code, lines, seconds} = await live.upgrade()
  t.is(code, 0, lines.slice(-40).join('\n'))
  t.log(seconds)
  const cmdline = (await live.shell('cat /sysroot/var/lib/leapp/source-cmdline')).trim()
  for (const [phase, program] of [
    ['RPMUpgrade', leappPlaces.program],
    ['Finalization', leappPlaces.laterProgram],
  ] as const) {
    const around = await lookedAround(live, phase)
    t.deepEqual(around.argv, [program, 'upgrade', '--resume'])
    t.is(around.cmdline, cmdline)
    t.is(around.capabilities, own, 'nothing is taken away')
    t.deepEqual(around.terminals, [false, false, false])
    t.like(around.environment, {container: 'systemd-nspawn', HOME: '/root', USER: 'root'})
    t.deepEqual(
      Object.keys(around.environment).filter(name => /^(?:LIVEMODE|NODE|LC_|DEBIAN)/.test(name)),
      [],
      'nothing of the live system’s environment',
    )
    for (const place of ['/dev', '/dev/pts', '/hostsys', '/proc', '/run/lock', '/run/udev'])
      t.true(around.mounts.includes(place), place)
    t.true(around.mounts.includes('/boot/efi'), 'what is mounted below the source’s root')
    t.true(around.hostsys.includes('class'))
    t.true(around.devices.includes('null'))
    t.is(around.init, 'bash')
  }
  t.regex((await lookedAround(live, 'InitRamStart')).os, /8\.0/)
  t.regex((await lookedAround(live, 'Applications')).os, /9\.0/)

  t.like(await readResult(live), {result: 'success', engine: 'leapp', reason: ''})
  const trial = JSON.parse(await live.shell('cat /sysroot/etc/livemode/trial.json'))
  t.deepEqual(trial, {kernel: '5.14.0-1.el9.x86_64', boots: 1})
  const wanted = await live.shell('ls /sysroot/etc/systemd/system/multi-user.target.wants')
  t.regex(wanted, /^leapp_resume\.service$/m, 'Leapp’s own first boot comes as well')
  t.regex(wanted, /^livemode-first-boot\.service$/m)
})

test('its exit code is honoured, and a later boot does not go on behind a phase that has failed', async t => {
  await using live = await startLeappUpgrade(session, {
    images,
    fault: {phase: 'RPMUpgrade', exit: 3},
  })
  const {code, lines} = await live.upgrade()
  t.is(code, 1)
  const reason =
    '"/usr/bin/leapp upgrade --resume" has ended with exit code 3: its last phase was RPMUpgrade, which has not ended'
  const {failures, ...result} = await readResult(live)
  t.like(result, {result: 'failure', reason})
  t.like(failures[0], {about: 'leapp', text: 'has ended with exit code 3'})
  t.true(failures[0]?.output.includes('==> Processing phase `RPMUpgrade`'))
  t.true(lines.includes('==> Processing phase `RPMUpgrade`'), 'it is in the log')
  t.is(await live.shell(`cat /sysroot${leappPlaces.failed}`), '')
  await demandNotRunAgain(t, live, interrupted)
})

const ways = {
  'one that is killed has failed': {
    fault: {phase: 'Preparation', signal: 9},
    reason:
      '"/usr/bin/leapp upgrade --resume" has ended with exit code 137: its last phase was Preparation, which has not ended',
  },
  'a failure of its later phases is one, too': {
    fault: {phase: 'Applications', exit: 1},
    reason:
      '"/usr/bin/python3 -B /root/tmp_leapp_py3/leapp3 upgrade --resume" has ended with exit code 1: its last phase was Applications, which has not ended',
  },
}
for (const [way, {fault, reason}] of Object.entries(ways)) {
  test(way, async t => {
    await using live = await startLeappUpgrade(session, {images, fault})
    t.is((await live.upgrade()).code, 1)
    t.is((await readResult(live)).reason, reason)
  })
}

test('when everything ends in the middle of a phase, the live system stays and does not go on', async t => {
  await using live = await startLeappUpgrade(session, {
    images,
    fault: {phase: 'RPMUpgrade', wait: 600},
  })
  await live.upgradeUntil('Processing phase .RPMUpgrade')
  await demandNotRunAgain(t, live, interrupted)
})

test('what is not prepared is refused before anything is changed', async t => {
  await using live = await startLeappUpgrade(session, {
    images,
    run: {...preparedLeappRun, checkpoints: [['', 'Reports']]},
  })
  const sums =
    "cd /sysroot && find usr etc boot root -xdev -type f -not -path 'etc/livemode/*' -exec sha256sum {} + | sort"
  const before = await live.shell(sums)
  t.is((await live.upgrade()).code, 1)
  t.is(
    (await readResult(live)).reason,
    'Leapp has prepared nothing: its last run has ended in its phase Reports, and not with InterimPreparation, which wants a reboot',
  )
  t.is(await live.shell(sums), before)
  t.is(await live.shell('ls /sysroot/boot/livemode'), '')
  t.is(await countPhases(live), 0)
})
