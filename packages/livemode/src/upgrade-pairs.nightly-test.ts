// A real source of each pair of releases becomes the target that was planned, also after a loss of power in the middle.
import type {Session} from '@livemode/container'
import {debianTargetIds, defaultTargetId} from '@livemode/userspace'
import test from 'ava'
import {LiveContainer} from '../test/live-container.ts'
import {prepareUpgrade} from '../test/prepared-upgrade.ts'
import {startSession} from '../test/session.ts'
import {assertUpgraded} from '../test/upgraded-source.ts'

// As in the test of the newest: GRUB and kernels are for virtual machines to prove.
const packages = [
  ...['cron', 'cryptsetup', 'dbus', 'kmod', 'less', 'logrotate', 'openssh-server', 'rsyslog'],
  ...['sudo', 'systemd-sysv', 'udev', 'vim-tiny'],
]

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
})

// That of the newest is proven whenever anything has changed.
for (const targetId of debianTargetIds.filter(id => id !== defaultTargetId)) {
  test(`a source becomes ${targetId}`, async t => {
    await using prepared = await prepareUpgrade(session, packages, targetId)
    const {upgrade, new: added, remove, downloadBytes} = prepared.transaction
    t.log({upgrade: upgrade.length, new: added.length, remove: remove.length, downloadBytes})
    await using live = await LiveContainer.start(prepared)
    await live.shell(`
      cd /sysroot
      printf 'PermitRootLogin no\\n' >>etc/ssh/sshd_config
      printf 'what a user has\\n' >srv/data.txt
      sha256sum etc/ssh/sshd_config srv/data.txt >/run/kept`)
    await live.upgradeUntil('apt: 50 %')
    await live.boot()
    const {code, lines} = await live.upgrade()
    t.is(code, 0, lines.slice(-60).join('\n'))
    t.true(lines.includes('livemode: the run before this one was interrupted'))
    await assertUpgraded(t, {live, prepared})
    await live.shell('cd /sysroot && sha256sum --quiet --check /run/kept')
  })
}
