// Releases are made once, their repositories are closed and signed, and dnf installs a system from them and upgrades it.

import {PassThrough, Readable} from 'node:stream'
import {type Container, connectEngine, importImage, removeImage, Session} from '@livemode/container'
import {ensureTestImage, owner} from '@livemode/container/test'
import test, {type ExecutionContext} from 'ava'
import {
  ensureRelease,
  type FixtureServer,
  installRoot,
  keyUrl,
  type ReleaseId,
  releaseIds,
  renderRepositoryFile,
  serveReleases,
} from './index.ts'
import {renderEvr, toRpmVersion} from './version.ts'

/** What a live system is made of, and what a machine has besides. */
const minimal = [
  'NetworkManager',
  'crypto-policies',
  'dbus-daemon',
  'dnf',
  'dracut-live',
  'dracut-network',
  'dracut-squash',
  'fixture-release',
  'kernel-core',
  'kexec-tools',
  'less',
  'openssh-clients',
  'openssh-server',
  'passwd',
  'rpm',
  'strace',
  'systemd',
  'systemd-container',
  'systemd-udev',
  'util-linux',
]

const userspace = 'livemode/test:fixture-linux-9'
const log = () => {}

let session: Session
let from: string
const images = new Map<ReleaseId, string>()
let server: FixtureServer
/** Of the image of release 9, with its dnf. */
let workbench: Container
/** Of a system of release 9. */
let system: Container

test.before(async () => {
  const engine = await connectEngine(process.env)
  session = new Session(engine, {owner, signal: new AbortController().signal})
  from = await ensureTestImage(engine)
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  await removeImage(session.engine, userspace)
})

for (const id of releaseIds) {
  test(`release ${id} is made, and only once`, async t => {
    const image = await ensureRelease(session, {id, from, log})
    images.set(id, image)
    const lines: string[] = []
    t.is(await ensureRelease(session, {id, from, log: line => lines.push(line)}), image)
    t.deepEqual(lines, [])
  })
}

test('both are served', async t => {
  server = await serveReleases(session, [...images])
  workbench = await session.start(images.get('9') ?? '', {name: 'test'})
  for (const id of releaseIds) {
    const {stdout} = await workbench.exec([
      'curl',
      '--fail',
      '--silent',
      keyUrl(server.address, id),
    ])
    t.regex(stdout, /^-----BEGIN PGP PUBLIC KEY BLOCK-----$/m)
  }
})

for (const id of releaseIds) {
  test(`every package of release ${id} finds what it requires`, async t => {
    await t.notThrowsAsync(dnf(workbench, {id, argv: ['repoclosure', '--quiet', '--newest']}))
  })

  test(`release ${id} has a module with a default stream`, async t => {
    const {stdout} = await dnf(workbench, {id, argv: ['module', 'list', 'nginx']})
    t.regex(stdout, id === '8' ? /^nginx +1\.22 \[d\]/m : /^nginx +1\.26 \[d\]/m)
  })
}

test('what another key has signed is refused', async t => {
  const repositories = renderRepositoryFile(server.address).replaceAll(
    keyUrl(server.address, '$releasever'),
    keyUrl(server.address, '8'),
  )
  const error = await t.throwsAsync(
    dnf(workbench, {
      id: '9',
      repositories,
      argv: ['--setopt=cachedir=/another-cache', 'makecache'],
    }),
  )
  t.regex(error?.message ?? '', /repomd\.xml GPG signature verification error|GPG/)
})

test('rpm orders the versions of a package in both releases as dpkg does', async t => {
  const [old, present] = await Promise.all(releaseIds.map(id => debianVersions(id)))
  const pairs = [...(old ?? [])].flatMap(([name, before]) => {
    const after = present?.get(name)
    return after === undefined || after === before ? [] : [{name, before, after}]
  })
  t.true(pairs.length > 100)
  const compare = async (script: string, versions: readonly (readonly string[])[]) => {
    const input = Readable.from([versions.map(pair => `${pair.join(' ')}\n`).join('')])
    const {stdout} = await workbench.exec(['sh', '-euc', script], {input})
    return stdout.trim().split('\n')
  }
  const dpkg = await compare(
    'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo -1; else echo 1; fi; done',
    pairs.map(({before, after}) => [before, after]),
  )
  const rpm = await compare(
    "while read -r a b; do rpm --eval \"%{lua:print(rpm.vercmp('$a', '$b'))}\"; done",
    pairs.map(({before, after}) => [rendered(before, '.el8'), rendered(after, '.el9')]),
  )
  const named = (results: readonly string[]) =>
    pairs.map(({name, before, after}, index) => `${name} ${before} ${after} ${results[index]}`)
  t.deepEqual(named(rpm), named(dpkg))
})

test('dnf installs a system into an empty folder', async t => {
  const {address} = server
  const lines: string[] = []
  const onLine = (line: string) => lines.push(line)
  const root = '/root/9'
  await installRoot(workbench, {id: '9', root, address, packages: minimal, log: onLine})
  t.deepEqual(failures(lines), [])
  const tar = new PassThrough()
  const argv = ['tar', '--create', '--xattrs', '--xattrs-include=*', '--directory=/root/9', '.']
  const packed = workbench.exec(argv, {output: tar}).then(
    () => tar.end(),
    error => tar.destroy(error),
  )
  await importImage(session.engine, tar, {reference: userspace, layer: 'test'})
  await packed
  system = await session.start(userspace, {name: 'test'})
  const {stdout} = await system.exec(['rpm', '--query', '--queryformat', '%{NAME}\n', ...minimal])
  t.deepEqual(stdout.trim().split('\n'), minimal)
})

test('nothing of it is dpkg’s, and everything of this release', async t => {
  const {stdout} = await system.exec(['rpm', '--query', '--all'])
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
    await t.throwsAsync(system.exec(['stat', path]), {message: /No such file or directory/})
  }
})

test('its files are as their packages have them', async t => {
  await verify(t, system, '/')
})

test('its programs run', async t => {
  const {stdout: systemd} = await system.exec(['systemctl', '--version'])
  t.regex(systemd, /^systemd 257 /)
  const {stdout: libraries} = await system.exec(['ldconfig', '-p'])
  t.regex(libraries, /libc\.so\.6 .* => /)
  const {stdout: version} = await system.exec(['dnf', '--version'])
  t.regex(version, /^4\./)
  const {stdout: release} = await system.exec([
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
  const {stdout} = await system.exec(['stat', '--format=%a %U %G', ...files])
  t.is(stdout, '4755 root root\n2755 root _ssh\n4750 root messagebus\n640 root shadow\n')
  const {stdout: capabilities} = await workbench.exec([
    'rpm',
    '--root=/root/9',
    '--query',
    '--filecaps',
    'iputils',
  ])
  t.regex(capabilities, /^\/usr\/bin\/ping\s+cap_net_raw=ep$/m)
})

test('units are enabled by presets', async t => {
  for (const unit of ['sshd.service', 'NetworkManager.service']) {
    const {stdout} = await system.exec(['systemctl', 'is-enabled', unit])
    t.is(stdout, 'enabled\n')
  }
  await t.throwsAsync(system.exec(['systemctl', 'is-enabled', 'systemd-networkd.service']), {
    message: /disabled$/,
  })
})

test('the kernel has its HMAC, and dracut makes an initramfs of its modules', async t => {
  const {stdout} = await system.exec(['ls', '/lib/modules'])
  const kernel = stdout.trim()
  const script = [
    `cd /lib/modules/${kernel}`,
    `python3 -c "import hmac; print(hmac.new(b'orboDeJITITejsirpADONivirpUkvarP', open('vmlinuz', 'rb').read(), 'sha512').hexdigest() + '  vmlinuz')" >/root/hmac`,
    'test "$(cat /root/hmac)" = "$(cat .vmlinuz.hmac)"',
    `dracut --no-hostonly --no-hostonly-cmdline --add 'dmsquash-live systemd' --kver ${kernel} /root/initramfs`,
    'lsinitrd /root/initramfs',
  ]
  const {stdout: content} = await system.exec(['sh', '-euc', script.join('\n')])
  t.regex(content, / usr\/s?bin\/dmsquash-live-root$/m)
  t.regex(content, /\/squashfs\.ko/)
})

test('a system of release 8 is upgraded by the dnf of release 9', async t => {
  const {address} = server
  const packages = [...minimal, 'fixture-greeting', 'fixture-legacy']
  const lines: string[] = []
  const onLine = (line: string) => lines.push(line)
  await installRoot(system, {id: '8', root: '/sysroot', address, packages, log: onLine})
  t.deepEqual(failures(lines), [])
  await verify(t, system, '/sysroot')
  const before = await system.exec(['ls', '/sysroot/var/lib/rpm'])
  t.regex(before.stdout, /^Packages\.db$/m)
  for (const path of ['/etc/fixture-greeting.conf', '/etc/systemd/logind.conf'])
    await system.exec(['sh', '-euc', `echo '# edited' >>/sysroot${path}`])

  await dnf(system, {id: '9', argv: ['--installroot=/sysroot', 'distro-sync'], onLine})
  t.deepEqual(failures(lines), [])

  const {stdout} = await system.exec(['rpm', '--root=/sysroot', '--query', '--all'])
  const names = stdout.trim().split('\n')
  t.true(names.some(name => name.startsWith('fixture-welcome-2.0-')))
  t.deepEqual(
    names.filter(name => /^fixture-(greeting|legacy)-/.test(name)),
    [],
  )
  for (const path of ['/etc/fixture-greeting.conf', '/etc/systemd/logind.conf']) {
    const {stdout: text} = await system.exec(['tail', '--lines=1', `/sysroot${path}`])
    t.is(text, '# edited\n')
    await t.notThrowsAsync(system.exec(['test', '-f', `/sysroot${path}.rpmnew`]))
  }
  const {stdout: release} = await system.exec(['cat', '/sysroot/etc/fixture-release'])
  t.is(release, 'Fixture Linux release 9.0\n')
  await t.notThrowsAsync(dnf(system, {id: '9', argv: ['--installroot=/sysroot', 'check']}))
})

test('its database gets the format of release 9', async t => {
  await system.exec(['chroot', '/sysroot', 'rpm', '--rebuilddb'])
  const {stdout} = await system.exec(['ls', '/sysroot/var/lib/rpm'])
  t.regex(stdout, /^rpmdb\.sqlite$/m)
  t.notRegex(stdout, /^Packages\.db$/m)
  await verify(t, system, '/sysroot')
})

/** Runs dnf with the repositories of the server. */
async function dnf(
  container: Container,
  {
    id,
    argv,
    repositories = renderRepositoryFile(server.address),
    onLine = log,
  }: {
    id: ReleaseId
    argv: readonly string[]
    repositories?: string
    onLine?: (line: string) => void
  },
) {
  const script =
    'mkdir -p /repositories; printf %s "$1" >/repositories/fixture.repo; shift; exec dnf "$@"'
  const options = [
    '--disableplugin=*',
    '--enableplugin=repoclosure',
    '--setopt=reposdir=/repositories',
    '--setopt=skip_if_unavailable=False',
    '--assumeyes',
    `--releasever=${id}`,
  ]
  return container.exec(['sh', '-euc', script, 'sh', repositories, ...options, ...argv], {onLine})
}

/** What dnf says of scriptlets and files that it could not run or write, and ends with 0 all the same. */
const failures = (lines: readonly string[]): readonly string[] =>
  lines.filter(line =>
    /^error|^warning: (?!private mounts|Found ndb |.* created as )|scriptlet failed/i.test(line),
  )

/** Nothing differs from what its package has, but for configuration files that were edited. */
async function verify(t: ExecutionContext, container: Container, root: string): Promise<void> {
  const script = `chroot ${root} rpm --verify --all --nodeps || :`
  const {stdout} = await container.exec(['sh', '-c', script])
  const others = stdout.split('\n').filter(line => line !== '' && !/^S\.5\.{4}T\. +c /.test(line))
  t.deepEqual(others, [])
}

const rendered = (version: string, dist: string) => renderEvr(toRpmVersion(version, dist))

async function debianVersions(id: ReleaseId): Promise<ReadonlyMap<string, string>> {
  const url = `${server.address}/${id}/debian-packages`
  const {stdout} = await workbench.exec(['curl', '--fail', '--silent', url])
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map(line => line.split('=') as [string, string]),
  )
}
