// A Debian 12 that has become a 13, or half of one, is the Debian 12 again that it was: every file, owner, time and attribute.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {LiveContainer} from '../test/live-container.ts'
import {type PreparedUpgrade, prepareUpgrade} from '../test/prepared-upgrade.ts'
import {readResult} from '../test/read-result.ts'
import {startSession} from '../test/session.ts'
import {askForRollback, assertTakenBack, listSource} from '../test/taken-back.ts'

// As those of upgrade-apt: what has been made is used again.
const packages = ['cron', 'dbus', 'kmod', 'logrotate', 'openssh-server', 'systemd-sysv', 'udev']

let session: Session
let prepared: PreparedUpgrade & AsyncDisposable
let folder: string

test.before(async () => {
  session = await startSession()
  prepared = await prepareUpgrade(session, packages)
  folder = await mkdtemp(join(tmpdir(), 'livemode-rollback-'))
})
test.after.always(async () => {
  await prepared?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

/** A source on a disk that can lose its power, and everything that can be told of its files. */
async function start(name: string) {
  const live = await LiveContainer.start(prepared, {file: join(folder, name), isNew: true})
  return {live, before: await listSource(live)}
}

const sectors = 'dd if=/dev/disk/by-id/virtio-source bs=512 skip=1 count=60 status=none | sha256sum'

test('a finished upgrade is taken back', async t => {
  const {live, before} = await start('finished')
  await using _ = live
  const embedded = await live.shell(sectors)
  const {code, lines} = await live.upgrade()
  t.is(code, 0, lines.slice(-30).join('\n'))
  t.is(await live.shell('. /sysroot/etc/os-release; echo "$VERSION_ID"'), '13\n')
  t.log(await live.shell('du -sx --block-size=1M /sysroot/.livemode-before; df -m /sysroot'))
  t.log((await readResult(live)).lookAt)
  // As grub-install does.
  await live.shell(
    'dd if=/dev/urandom of=/dev/disk/by-id/virtio-source bs=512 seek=1 count=60 conv=notrunc status=none',
  )
  await askForRollback(live)
  await live.boot()
  await assertTakenBack(t, {live, before})
  t.is(await live.shell(sectors), embedded)
})

test('one that has lost its power half-way is, past another loss in the middle of it', async t => {
  const {live, before} = await start('half-way')
  await using _ = live
  const {ended} = await live.upgradeUntilThere("grep -q 'apt: 50 %' /run/out")
  await live.interrupt('power')
  await ended
  await live.boot()
  t.is(await live.shell('ls /sysroot/boot/livemode/resume'), '/sysroot/boot/livemode/resume\n')
  await live.shell('touch /sysroot/etc/of-the-upgrade; sync')
  await askForRollback(live)
  const back = await live.upgradeUntilThere(
    'test -e /sysroot/.livemode-before/after/etc/of-the-upgrade',
  )
  await live.interrupt('power')
  await back.ended
  await live.boot()
  t.is(await live.shell('ls /sysroot/boot/livemode/resume'), '/sysroot/boot/livemode/resume\n')
  await assertTakenBack(t, {live, before})
})
