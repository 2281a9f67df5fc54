// What goes wrong in the upgrade of a server is named, holds up nothing else, and once it is mended all is as it should be.
import type {Session} from '@livemode/container'
import test from 'ava'
import type {LiveContainer} from '../test/live-container.ts'
import {breakScripts, mendScripts} from '../test/nightly/broken-scripts.ts'
import {countSteps} from '../test/nightly/classic.ts'
import {assertUpgraded} from '../test/nightly/comparison.ts'
import {prepareServer, type Server} from '../test/nightly/server.ts'
import {startSession} from '../test/session.ts'

let session: Session
let server: Server
// One source for all of it, in this order.
let live: LiveContainer

test.before(async () => {
  session = await startSession()
  server = await prepareServer(session)
  live = await server.start()
})
test.after.always(async () => {
  await live?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
})

const reasonOf = (lines: readonly string[]) =>
  lines.find(line => line.startsWith('livemode: the upgrade failed: ')) ?? ''

test('an index that is damaged is found before anything is changed', async t => {
  const {path = ''} =
    server.prepared.transaction.indexes.find(one =>
      one.path.endsWith('main/binary-i386/Packages'),
    ) ?? {}
  const index = `/sysroot/var/lib/leapp/packages/${path}`
  await live.shell(
    `cp ${index} /run/whole && printf x | dd of=${index} bs=1 seek=300 conv=notrunc status=none`,
  )
  const before = await live.shell(checksum)
  const {code, lines} = await live.upgrade()
  t.is(code, 1)
  t.is(
    reasonOf(lines),
    `livemode: the upgrade failed: /var/lib/leapp/packages/${path} of the source is not what was planned: it is damaged`,
  )
  t.is(await live.shell(checksum), before)
  t.is(await live.shell('ls /sysroot/boot/livemode'), '')
  await live.shell(`cp /run/whole ${index}`)
})

test('a disk that is full in the middle', async t => {
  await live.shellInSource(
    'echo grub-pc grub-pc/install_devices multiselect /dev/disk/by-id/ata-gone | debconf-set-selections',
  )
  await live.boot()
  const wanted = (await countSteps(live)) + Math.round(server.classic.steps / 3)
  const {ended} = await live.upgradeUntilThere(
    `test "$(wc -l </sysroot/var/log/dpkg.log)" -ge ${wanted}`,
  )
  await live.shell('dd if=/dev/zero of=/sysroot/fill bs=1M 2>/dev/null || true')
  const {code, lines} = await ended
  t.is(code, 1, lines.slice(-40).join('\n'))
  t.log(reasonOf(lines))
  t.true(await isHeld())
  await live.shell('rm /sysroot/fill')
})

test('what fails, hangs or cannot be written is named, and all else is done', async t => {
  await breakScripts(live, {rsyslog: 'exit 1', ufw: 'sleep 36000'})
  await live.boot()
  // Half an hour otherwise.
  const machine = '/etc/livemode/machine.json'
  const limit = '"scriptTimeout": *1800'
  await live.shell(
    `grep -q '${limit}' ${machine} && sed -i 's/${limit}/"scriptTimeout": 240/' ${machine}`,
  )
  await live.shell(`
    mount --bind ${ofRsync} ${ofRsync}
    mount -o remount,bind,ro ${ofRsync}
    printf '#!/bin/sh\\nexit 1\\n' >/sysroot/etc/kernel/postinst.d/aa-fails
    chmod 0755 /sysroot/etc/kernel/postinst.d/aa-fails`)
  const {code, lines} = await live.upgrade()
  t.is(code, 1, lines.slice(-40).join('\n'))
  const named = lines.flatMap(line => /^livemode: apt: (\S+):\S+ is .*, not /.exec(line)?.[1] ?? [])
  t.log(lines.filter(line => /is ended|said for|dpkg: error|is .*, not /.test(line)))
  t.deepEqual(named.toSorted(), [
    ...kernels(),
    'linux-image-amd64',
    // It depends on the next one.
    'mariadb-server',
    'rsync',
    'rsyslog',
    'ufw',
  ])
  t.true(lines.some(line => /^livemode: apt: is ended: +sleep 36000/.test(line)))
  t.true(await isHeld())
  for (const kernel of kernels()) {
    const version = kernel.replace('linux-image-', '')
    const listed = await live.shellInSource(`lsinitramfs /boot/initrd.img-${version}`)
    t.true(listed.split('\n').includes('init'), kernel)
    const menu = await live.shell('cat /sysroot/boot/grub/grub.cfg')
    t.true(menu.includes(`/boot/initrd.img-${version}`))
  }
})

test('once that is mended, the upgrade comes to its end', async t => {
  await mendScripts(live)
  await live.shell(`umount ${ofRsync}; rm /sysroot/etc/kernel/postinst.d/aa-fails`)
  await live.boot()
  await assertUpgraded(t, {live, server})
  // Until the first boot has come up.
  t.true(await isHeld())
  t.regex(await live.shell('cat /sysroot/etc/livemode/trial.json'), /"kernel"/)
  const device = await live.shellInSource('debconf-show grub-pc | grep grub-pc/install_devices:')
  t.is(device, '* grub-pc/install_devices: /dev/disk/by-id/virtio-source\n')
})

/** The new kernels of the plan, by their packages. */
const kernels = () =>
  server.prepared.transaction.new.flatMap(
    ({package: name}) => /^(linux-image-\d.*):/.exec(name)?.[1] ?? [],
  )

/** A folder of that package alone. */
const ofRsync = '/sysroot/usr/share/doc/rsync'

/** Of all that an upgrade changes. */
const checksum =
  'tar --create --sort=name --directory=/sysroot --exclude=etc/livemode etc usr boot var/lib/dpkg var/lib/apt | sha256sum'

const isHeld = async () =>
  (await live.shell('test -e /sysroot/boot/livemode/resume && echo held || true')) === 'held\n'
