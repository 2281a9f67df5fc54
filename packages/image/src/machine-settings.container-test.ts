// The target's own programs read the settings that are taken over, and its systemd can start what does so.

import {file, symlink} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {settingsBeforeDevices} from '@livemode/live'
import test from 'ava'
import {read, run, startLive} from '../test/live.ts'
import {putFiles, startSession} from '../test/session.ts'

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

test('mdadm and multipath read the configuration of the source', async t => {
  await using live = await startLive(session, [
    file('/etc/mdadm/mdadm.conf', 'AUTO +all\n'),
    file('/etc/multipath.conf', ''),
    file('/etc/multipath/conf.d/more.conf', 'blacklist {\n\twwid "3600sda"\n}\n'),
  ])
  t.deepEqual(await run(live, 'live.mjs machine-settings'), ['code 0'])

  // Not what mdadm's package has brought.
  const trace = 'strace -e trace=openat mdadm --examine --scan 2>&1 | grep -o "/etc/mdadm[^\\"]*"'
  const [configuration = ''] = (await live.exec(['sh', '-c', trace])).stdout.split('\n')
  t.is(await read(live, configuration), await read(live, '/etc/mdadm.conf'))
  t.regex(await read(live, configuration), /^AUTO \+all$/m)
  const {stdout} = await live.exec(['multipath', '-t'])
  t.regex(stdout, /^blacklist \{\n(\t.*\n)*\twwid "3600sda"\n/m)
})

test('the order has no cycle, wherever the source root is', async t => {
  // As systemd-fstab-generator(8) makes it, which does nothing in a container.
  const mount = file(
    '/etc/systemd/system/run-upgrade.mount',
    '[Unit]\nBefore=upgrade.service\n[Mount]\nWhat=/dev/vda1\nWhere=/run/upgrade\n',
  )
  const wants = symlink('/etc/systemd/system/local-fs.target.wants/run-upgrade.mount', mount.path)
  // As what finds storage is ordered, in the packages of some releases.
  const storage = [
    file(
      '/etc/systemd/system/storage.service',
      '[Unit]\nDefaultDependencies=no\nAfter=systemd-udev-trigger.service\nWants=local-fs-pre.target\nBefore=local-fs-pre.target\n[Service]\nType=oneshot\nExecStart=/usr/bin/true\n',
    ),
    symlink('/etc/systemd/system/sysinit.target.wants/storage.service', '../storage.service'),
  ]
  const verify = async (live: Container) => {
    const command = 'systemd-analyze verify --man=no default.target 2>&1 || true'
    const {stdout} = await live.exec(['sh', '-c', command])
    return stdout.split('\n').filter(line => /cycle|machine-settings/.test(line))
  }
  await using late = await startLive(session, [])
  await putFiles(late, [mount, wants, ...storage])
  t.deepEqual(await verify(late), [])

  const early = settingsBeforeDevices('/run/initramfs/live')
  await putFiles(late, early)
  t.true((await verify(late)).length > 0)
  await late.exec(['rm', mount.path, wants.path])
  t.deepEqual(await verify(late), [])
})
