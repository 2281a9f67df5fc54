// dnf installs a system of a release, which is whole, and has nothing of Debian's maintenance.
import {type Container, removeImage} from '@livemode/container'
import test from 'ava'
import {failures, openWorkbench, packages, verify, type Workbench} from '../../test/workbench.ts'
import {ensureSystem} from '../index.ts'

let workbench: Workbench
let image: string
/** Of a system of release 9. */
let container: Container

test.before(async () => {
  workbench = await openWorkbench()
})
test.after.always(async () => {
  await workbench[Symbol.asyncDispose]()
  await removeImage(workbench.session.engine, image)
})

test('dnf installs a system into an empty folder, once', async t => {
  const {session, images} = workbench
  const lines: string[] = []
  const request = {
    id: '9',
    image: images['9'],
    packages,
    log: (line: string) => lines.push(line),
  } as const
  image = await ensureSystem(session, request)
  t.deepEqual(failures(lines), [])
  lines.length = 0
  t.is(await ensureSystem(session, request), image)
  t.deepEqual(lines, [])
  container = await session.start(image, {name: 'test'})
  const {stdout} = await container.exec([
    'rpm',
    '--query',
    '--queryformat',
    '%{NAME}\n',
    ...packages,
  ])
  t.deepEqual(stdout.trim().split('\n'), packages)
})

test('nothing of it is dpkg’s, and everything of this release', async t => {
  const {stdout} = await container.exec(['rpm', '--query', '--all'])
  const others = stdout
    .trim()
    .split('\n')
    .filter(name => !/\.el9\.(x86_64|noarch)$/.test(name) && !name.startsWith('gpg-pubkey-'))
  t.deepEqual(others, [])
  for (const path of [
    '/var/lib/dpkg',
    '/usr/bin/dpkg',
    '/usr/bin/apt-get',
    '/etc/debian_version',
  ]) {
    await t.throwsAsync(container.exec(['stat', path]), {message: /No such file or directory/})
  }
})

test('its files are as their packages have them', async t => {
  await verify(t, {container, root: '/'})
})

test('its programs run', async t => {
  const {stdout: systemd} = await container.exec(['systemctl', '--version'])
  t.regex(systemd, /^systemd 257 /)
  const {stdout: libraries} = await container.exec(['ldconfig', '-p'])
  t.regex(libraries, /libc\.so\.6 .* => /)
  const {stdout: version} = await container.exec(['dnf', '--version'])
  t.regex(version, /^4\./)
  const {stdout: release} = await container.exec([
    'sh',
    '-euc',
    '. /etc/os-release; echo "$ID $VERSION_ID"',
  ])
  t.is(release, 'fixture 9.0\n')
})

test('owners, modes and capabilities are kept', async t => {
  const files = [
    '/usr/bin/su',
    '/usr/bin/ssh-agent',
    '/usr/lib/dbus-1.0/dbus-daemon-launch-helper',
    '/etc/shadow',
  ]
  const {stdout} = await container.exec(['stat', '--format=%a %U %G', ...files])
  t.is(stdout, '4755 root root\n2755 root _ssh\n4750 root messagebus\n640 root shadow\n')
  const {stdout: capabilities} = await container.exec(['rpm', '--query', '--filecaps', 'iputils'])
  t.regex(capabilities, /^\/usr\/bin\/ping\s+cap_net_raw=ep$/m)
})

test('units are enabled by presets', async t => {
  for (const unit of ['sshd.service', 'NetworkManager.service']) {
    const {stdout} = await container.exec(['systemctl', 'is-enabled', unit])
    t.is(stdout, 'enabled\n')
  }
  await t.throwsAsync(container.exec(['systemctl', 'is-enabled', 'systemd-networkd.service']), {
    message: /disabled$/,
  })
})

test('the kernel has its HMAC, and dracut makes an initramfs of its modules', async t => {
  const {stdout} = await container.exec(['ls', '/lib/modules'])
  const kernel = stdout.trim()
  const script = [
    `cd /lib/modules/${kernel}`,
    `python3 -c "import hmac; print(hmac.new(b'orboDeJITITejsirpADONivirpUkvarP', open('vmlinuz', 'rb').read(), 'sha512').hexdigest() + '  vmlinuz')" >/root/hmac`,
    'test "$(cat /root/hmac)" = "$(cat .vmlinuz.hmac)"',
    `dracut --no-hostonly --no-hostonly-cmdline --add 'dmsquash-live systemd' --kver ${kernel} /root/initramfs`,
    'lsinitrd /root/initramfs',
  ]
  const {stdout: content} = await container.exec(['sh', '-euc', script.join('\n')])
  t.regex(content, / usr\/s?bin\/dmsquash-live-root$/m)
  t.regex(content, /\/squashfs\.ko/)
})
