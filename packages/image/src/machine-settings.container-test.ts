// Host name, arrays and multipath maps are the source system's own, and no part hinders another.
import type {Container, Session} from '@livemode/container'
import test from 'ava'
import {machineSettings} from './parts/machine-settings.ts'
import {directory, file, program, symlink} from './parts/part.ts'
import {read, readCalls, run, startLive} from './test-live.ts'
import {putFiles, startSession} from './test-session.ts'

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

test('the names of the network interfaces', async t => {
  await using live = await startLive(session, [
    file(
      '/etc/systemd/network/10-lan.link',
      '[Match]\nMACAddress=52:54:00:12:34:56\n[Link]\nName=lan0\n',
    ),
    file('/etc/systemd/network/20-lan.network', '[Match]\nName=lan0\n'),
    file('/etc/udev/rules.d/70-persistent-net.rules', 'SUBSYSTEM=="net", NAME="eth0"\n'),
    file('/etc/udev/rules.d/99-other.rules', 'SUBSYSTEM=="block"\n'),
  ])
  t.deepEqual(await run(live, 'machine-settings-interface-names'), ['code 0'])
  const {stdout} = await live.exec(['sh', '-c', 'cd /run; ls systemd/network udev/rules.d'])
  t.is(stdout, 'systemd/network:\n10-lan.link\n\nudev/rules.d:\n70-persistent-net.rules\n')
  t.deepEqual(await readCalls(live), [
    'udevadm control --reload',
    'udevadm trigger --action=add --subsystem-match=net',
  ])
})

test('a source that names no network interfaces changes none', async t => {
  await using live = await startLive(session, [directory('/etc', '0755')])
  t.deepEqual(await run(live, 'machine-settings-interface-names'), ['code 0'])
  t.deepEqual(await readCalls(live), [])
})

const setHostname = "printf 'live-upgrade\\n' >/etc/hostname; rm -f /run/calls"
const longest = 'a'.repeat(64)

test('the host name', async t => {
  await using live = await startLive(session, [directory('/etc', '0755')])
  const names: readonly [string, string, string][] = [
    ['web1\n', 'web1', 'web1'],
    ['# made by hand\n\n  web1.example.com \nother\n', 'web1.example.com', 'web1.example.com web1'],
    ['Web_1-2', 'Web_1-2', 'Web_1-2'],
    [`${longest}\n`, longest, longest],
  ]
  for (const [text, name, hosts] of names) {
    await live.exec(['sh', '-c', setHostname])
    await putFiles(live, [file('/run/upgrade/etc/hostname', text)])
    t.deepEqual(await run(live, 'machine-settings-host-name'), ['code 0'])
    t.is(await read(live, '/etc/hostname'), `${name}\n`)
    t.is(await read(live, '/etc/hosts'), `127.0.0.1 localhost\n127.0.1.1 ${hosts}\n::1 localhost\n`)
    t.deepEqual(await readCalls(live), [`sysctl --quiet --write kernel.hostname=${name}`])
  }
})

test('what is no host name leaves the live system its own', async t => {
  await using live = await startLive(session, [directory('/etc', '0755')])
  const silent = ['', '\n', '# nothing\n', 'localhost\n', 'localhost.localdomain\n']
  const junk = ['two words\n', '-web\n', 'web-\n', 'web..example\n', 'wéb\n', '$(reboot)\n']
  const refusal = 'livemode: /sysroot/etc/hostname holds no host name'
  await live.exec(['sh', '-c', setHostname])
  t.deepEqual(await run(live, 'machine-settings-host-name'), ['code 0'])
  for (const text of [...silent, ...junk, `${longest}a\n`]) {
    await putFiles(live, [file('/run/upgrade/etc/hostname', text)])
    const lines = await run(live, 'machine-settings-host-name')
    t.deepEqual(lines, silent.includes(text) ? ['code 0'] : [refusal, 'code 0'], text)
  }
  t.is(await read(live, '/etc/hostname'), 'live-upgrade\n')
  t.deepEqual(await readCalls(live), [])
})

test("mdadm gets the source's configuration besides the image's own line", async t => {
  await using live = await startLive(session, [
    file('/etc/mdadm/mdadm.conf', 'HOMEHOST <system>\nMAILADDR root\nARRAY /dev/md/data name=a:b'),
    file('/etc/mdadm/mdadm.conf.d/more.conf', 'AUTO -all\n'),
    file('/etc/mdadm/mdadm.conf.d/more.conf.old', 'AUTO +all\n'),
  ])
  const ours = 'HOMEHOST <ignore>\n'
  t.is(await read(live, '/etc/mdadm.conf'), ours)
  t.deepEqual(await run(live, 'machine-settings-arrays'), ['code 0'])
  const text = 'HOMEHOST <system>\nMAILADDR root\nARRAY /dev/md/data name=a:b\nAUTO -all\n'
  t.is(await read(live, '/etc/mdadm.conf'), `${text}${ours}`)

  // mdadm itself reads that file, and not the one that its package brings.
  const trace = 'strace -e trace=openat mdadm --examine --scan 2>&1 | grep -o "/etc/mdadm[^\\"]*"'
  t.is((await live.exec(['sh', '-c', trace])).stdout, '/etc/mdadm.conf\n/etc/mdadm.conf.d\n')

  await putFiles(live, [file('/run/upgrade/etc/mdadm.conf', 'DEVICE partitions\n')])
  t.deepEqual(await run(live, 'machine-settings-arrays'), ['code 0'])
  t.is(await read(live, '/etc/mdadm.conf'), `DEVICE partitions\n${ours}`)
})

test("multipathd gets the source's configuration, and is told", async t => {
  await using live = await startLive(session, [
    file('/etc/multipath.conf', 'defaults {\n}\n', '0600'),
    file('/etc/multipath/wwids', '/3600508b4000156d700012000000b0000/\n', '0600'),
    file('/etc/multipath/bindings', 'mpatha 3600508b4000156d700012000000b0000\n', '0600'),
    file('/etc/multipath/conf.d/more.conf', 'blacklist {\n}\n'),
  ])
  t.deepEqual(await run(live, 'machine-settings-multipath'), ['code 0'])
  for (const path of [
    '/etc/multipath.conf',
    '/etc/multipath/wwids',
    '/etc/multipath/bindings',
    '/etc/multipath/conf.d/more.conf',
  ]) {
    t.is(await read(live, path), await read(live, `/sysroot${path}`))
  }
  t.deepEqual(await readCalls(live), [
    'systemctl --no-block try-reload-or-restart multipathd.service',
  ])
})

const findmnt = `#!/bin/sh
for folder; do :; done
case $folder in
/run/upgrade) echo /dev/root ;;
/run/initramfs/live) echo /dev/image ;;
*) exit 1 ;;
esac
`
// Two disks by one path each below a volume group; the image is on a map.
const lsblk = `#!/bin/sh
for device; do :; done
case $device in
/dev/root) printf 'vg-root lvm\\nsda2 part\\nsda disk\\nvda disk\\n' ;;
/dev/image) printf 'mpatha1 part\\nmpatha mpath\\nsdb disk\\nsdc disk\\n' ;;
esac
`
const scsiId = `#!/bin/sh
case $2 in
--device=/dev/sd*) echo "3600\${2##*/}" ;;
*) exit 1 ;;
esac
`

test('a disk that is in use by one path is kept out of multipath', async t => {
  await using live = await startLive(session, [file('/etc/multipath.conf', '')])
  await putFiles(live, [
    program('/usr/local/bin/findmnt', findmnt),
    program('/usr/local/bin/lsblk', lsblk),
    program('/usr/local/bin/scsi_id', scsiId),
  ])
  t.deepEqual(await run(live, 'machine-settings-multipath'), [
    'livemode: multipath: sda is in use by one path and stays so',
    'code 0',
  ])
  t.is(
    await read(live, '/etc/multipath/conf.d/zz-livemode.conf'),
    'blacklist {\n\twwid "3600sda"\n}\n',
  )
  const {stdout} = await live.exec(['multipath', '-t'])
  t.regex(stdout, /^blacklist \{\n(\t.*\n)*\twwid "3600sda"\n/m)
})

test('a source with none of it changes nothing', async t => {
  await using live = await startLive(session, [directory('/etc', '0755')])
  t.deepEqual(await run(live, 'machine-settings'), ['code 0'])
  t.deepEqual(await readCalls(live), [])
  t.is(await read(live, '/etc/mdadm.conf'), 'HOMEHOST <ignore>\n')
  t.is((await live.exec(['sh', '-c', 'ls -d /etc/multipath* || true'])).stdout, '')
})

test('a part that fails is said, and the others are there', async t => {
  await using live = await startLive(session, [
    file('/etc/hostname', 'web1\n'),
    file('/etc/multipath.conf', ''),
    file('/etc/mdadm.conf', 'DEVICE partitions\n'),
  ])
  await putFiles(live, [program('/usr/local/bin/sysctl', '#!/bin/sh\necho no >&2; exit 1\n')])
  t.deepEqual(await run(live, 'machine-settings'), [
    'no',
    'livemode: the host-name of the source system could not be taken over',
    'code 1',
  ])
  t.is((await readCalls(live)).length, 1)
  t.regex(await read(live, '/etc/mdadm.conf'), /^DEVICE/)
})

test('the order has no cycle, wherever the source root is', async t => {
  // As systemd-fstab-generator(8) makes it, which does nothing in a container.
  const mount = file(
    '/etc/systemd/system/run-upgrade.mount',
    '[Unit]\nBefore=upgrade.service\n[Mount]\nWhat=/dev/vda1\nWhere=/run/upgrade\n',
  )
  const wants = symlink('/etc/systemd/system/local-fs.target.wants/run-upgrade.mount', mount.path)
  const verify = async (live: Container) => {
    const command = 'systemd-analyze verify --man=no default.target 2>&1 || true'
    const {stdout} = await live.exec(['sh', '-c', command])
    return stdout.split('\n').filter(line => /cycle|machine-settings/.test(line))
  }
  await using late = await startLive(session, [])
  await putFiles(late, [mount, wants])
  t.deepEqual(await verify(late), [])

  const early = machineSettings('/run/initramfs/live')
  await putFiles(late, early)
  t.true((await verify(late)).length > 0)
  await late.exec(['rm', mount.path, wants.path])
  t.deepEqual(await verify(late), [])
})
