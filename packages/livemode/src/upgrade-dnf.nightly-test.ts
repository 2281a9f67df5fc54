// What a machine of the EL family may have: rpm's database as Berkeley DB, losses of power at any moment, scriptlets that fail.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {LiveContainer} from '../test/live-container.ts'
import {type PreparedElUpgrade, prepareElUpgrade} from '../test/prepared-el-upgrade.ts'
import {readResult} from '../test/read-result.ts'
import {startSession} from '../test/session.ts'
import {assertElUpgraded} from '../test/upgraded-el-source.ts'

let session: Session
let prepared: PreparedElUpgrade

test.before(async () => {
  session = await startSession()
  prepared = await prepareElUpgrade(session, {
    packages: ['fixture-greeting', 'fixture-legacy'],
    database: 'bdb',
  })
})
test.after.always(async () => {
  await prepared?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
})

test('a database of Berkeley DB becomes one that rpm can write, before anything else', async t => {
  await using live = await LiveContainer.start(prepared)
  t.regex(await live.shell('ls /sysroot/var/lib/rpm'), /^Packages$/m)
  const {code, lines, seconds} = await live.upgrade()
  t.log(seconds)
  t.is(code, 0, lines.slice(-40).join('\n'))
  t.true(lines.some(line => line.endsWith('rpm’s database becomes sqlite, it was bdb')))
  await assertElUpgraded(t, {live, prepared})
})

/** What has been said when the power is lost. */
const moments = {
  'while the database is rebuilt': 'phase database',
  'when the first packages have come': '^  (Upgrading|Installing): ',
  'in the middle of what comes': '^  Upgrading: systemd-[0-9]',
  'while old packages go': '^  Cleanup: ',
  'when the first ones go': '^  Obsoleting: ',
  'behind all packages': '^livemode: phase settle',
} as const

for (const [moment, pattern] of Object.entries(moments)) {
  test(`power that is lost ${moment}`, async t => {
    const folder = await mkdtemp(join(tmpdir(), 'livemode-el-disk-'))
    t.teardown(() => rm(folder, {recursive: true, force: true}))
    await using live = await LiveContainer.start(prepared, {
      file: join(folder, 'disk'),
      isNew: true,
    })
    const {ended} = await live.upgradeUntilThere(`grep -q -E '${pattern}' /run/out`)
    await live.interrupt('power')
    await ended
    await live.boot()
    const {code, lines, seconds} = await live.upgrade()
    t.log(seconds)
    t.is(code, 0, lines.slice(-40).join('\n'))
    await assertElUpgraded(t, {live, prepared})
  })
}

test('scriptlets that fail are named, one that says nothing is ended, and all else is as planned', async t => {
  await using live = await LiveContainer.start(prepared)
  await live.shell(`
    rm -f /sysroot/var/lib/systemd/catalog/database
    mkdir -p /sysroot/var/lib/systemd/catalog/database/not-empty
    python3 -c '
import json
with open("/etc/livemode/machine.json") as file: facts = json.load(file)
facts["scriptTimeout"] = 20
with open("/etc/livemode/machine.json", "w") as file: json.dump(facts, file)
'`)
  // systemd-sysusers waits for the lock of the users' files, as long as it takes.
  await live.shell(
    `setsid python3 -c '
import fcntl, time
import {startSession} from '../test/session.ts'
file = open("/sysroot/etc/.pwd.lock", "w")
fcntl.lockf(file, fcntl.LOCK_EX)
time.sleep(3600)
' </dev/null >/dev/null 2>&1 &`,
  )
  const {code, lines} = await live.upgrade()
  t.is(code, 0, lines.slice(-40).join('\n'))
  t.true(lines.some(line => line.includes('nothing has been said for 20 s (script_timeout)')))
  t.true(lines.some(line => / is ended: .*systemd-sysusers/.test(line)))
  const {failures, lookAt} = await readResult(live)
  t.log({failures, lookAt})
  t.true(failures.some(({about}) => about === 'systemd'))
  t.true(lookAt.some(line => line.includes('script was ended')))
})
