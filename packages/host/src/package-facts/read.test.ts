// What a resolver needs of a root is taken as it is, without its secrets, and nothing else is opened.
import {execFileSync} from 'node:child_process'
import {mkdir, mkdtemp, rm, symlink, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {mostFactBytes} from './places.ts'
import {readPackageFacts} from './read.ts'

async function rootWith(t: ExecutionContext, files: Readonly<Record<string, string | Buffer>>) {
  const root = await mkdtemp(join(tmpdir(), 'livemode-facts-'))
  t.teardown(() => rm(root, {recursive: true}))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), {recursive: true})
    await writeFile(join(root, path), content)
  }
  return root
}

const readTexts = async (root: string) =>
  Object.fromEntries(
    [...(await readPackageFacts({root}))].map(([path, content]) => [
      path,
      content.toString('latin1'),
    ]),
  )

test('files of the table, byte for byte, and of folders what apt and dpkg read', async t => {
  const status = Buffer.from('Package: a\nMaintainer: J\xf6rg\n', 'latin1')
  const root = await rootWith(t, {
    '/var/lib/dpkg/status': status,
    '/var/lib/dpkg/lock': '',
    '/etc/apt/apt.conf.d/20x': 'APT::Install-Recommends "false";\n',
    '/etc/apt/apt.conf.d/20x.dpkg-old': 'APT::Install-Suggests "true";\n',
    '/etc/apt/preferences.d/pin.pref': 'Package: a\n',
    '/etc/apt/preferences.d/pin.txt': 'Package: b\n',
    '/etc/apt/sources.list.d/z.sources': 'Types: deb\n',
    '/etc/apt/sources.list.d/z.sources.save': 'Types: deb\n',
    '/etc/apt/auth.conf': 'machine x login y password z\n',
    '/etc/apt/auth.conf.d/x.conf': 'machine x login y password z\n',
    '/etc/dpkg/dpkg.cfg.d/docs': 'path-exclude /usr/share/doc/*\n',
    '/etc/dpkg/dpkg.cfg.d/docs.bak': 'path-exclude /usr/*\n',
  })
  t.deepEqual(await readTexts(root), {
    '/var/lib/dpkg/status': status.toString('latin1'),
    '/etc/apt/apt.conf.d/20x': 'APT::Install-Recommends "false";\n',
    '/etc/apt/preferences.d/pin.pref': 'Package: a\n',
    '/etc/apt/sources.list.d/z.sources': 'Types: deb\n',
    '/etc/dpkg/dpkg.cfg.d/docs': 'path-exclude /usr/share/doc/*\n',
    '/.livemode/not-read/etc/apt/sources.list.d': 'z.sources.save\n',
  })
})

test('where a link leads, and what a package has that is no folder', async t => {
  const root = await rootWith(t, {
    '/etc/timezone': 'US/Eastern\n',
    '/var/lib/dpkg/info/a.list': '/.\n/usr\n/usr/bin\n/usr/bin/a\n/usr/bin/a.b\n/usr/lib/x\n',
    '/var/lib/dpkg/info/a.md5sums': '0 usr/bin/a\n',
  })
  await symlink('/usr/share/zoneinfo/US/Eastern', join(root, 'etc/localtime'))
  t.deepEqual(await readTexts(root), {
    '/etc/timezone': 'US/Eastern\n',
    '/etc/localtime': '/usr/share/zoneinfo/US/Eastern',
    '/var/lib/dpkg/info/a.list': '/usr/bin/a\n/usr/bin/a.b\n/usr/lib/x\n',
  })
})

test('users and passwords in URLs and among options are masked, and nothing beside them', async t => {
  const root = await rootWith(t, {
    '/etc/apt/apt.conf': 'Acquire::http::Proxy "http://u:p@ss@proxy:3128/"; // a@b\n',
    '/etc/apt/sources.list':
      'deb [signed-by=/k.gpg] https://me:secret@deb.example.org/debian bookworm main\ndeb http://deb.debian.org/debian/@x bookworm main\n',
    '/etc/apt/sources.list.d/a.sources':
      'URIs: https://token@a.example.org/ http://b.example.org\n',
    '/etc/crypttab': 'data UUID=1 none luks,password=x\n',
  })
  t.deepEqual(await readTexts(root), {
    '/etc/apt/apt.conf': 'Acquire::http::Proxy "http://redacted@proxy:3128/"; // a@b\n',
    '/etc/apt/sources.list':
      'deb [signed-by=/k.gpg] https://redacted@deb.example.org/debian bookworm main\ndeb http://deb.debian.org/debian/@x bookworm main\n',
    '/etc/apt/sources.list.d/a.sources':
      'URIs: https://redacted@a.example.org/ http://b.example.org\n',
    '/etc/crypttab': 'data UUID=1 none luks,password=redacted\n',
  })
})

test('a pipe and a device are not opened, a link is followed', async t => {
  const root = await rootWith(t, {'/real': 'deb http://x y z\n'})
  await mkdir(join(root, 'etc/apt/sources.list.d'), {recursive: true})
  execFileSync('mkfifo', [join(root, 'etc/apt/preferences')])
  await symlink('/dev/zero', join(root, 'etc/apt/apt.conf'))
  await symlink('../../../real', join(root, 'etc/apt/sources.list.d/linked.list'))
  t.deepEqual(await readTexts(root), {
    '/etc/apt/sources.list.d/linked.list': 'deb http://x y z\n',
  })
})

test('a file that is too large is refused, one of just the size is not', async t => {
  const root = await rootWith(t, {'/var/lib/dpkg/status': ''})
  const path = join(root, 'var/lib/dpkg/status')
  await truncate(path, mostFactBytes)
  await t.notThrowsAsync(readPackageFacts({root}))
  await truncate(path, mostFactBytes + 1)
  const error = await t.throwsAsync(readPackageFacts({root}), {
    instanceOf: LivemodeError,
    message: `${path} has more than ${mostFactBytes} bytes, which cannot be right`,
  })
  t.is(error?.code, 'HOST_UNREADABLE')
})

test('of dnf and rpm what decides about packages, databases as they are, and no password', async t => {
  const database = Buffer.from('SQLite\0-----BEGIN PRIVATE KEY-----\nx\n', 'latin1')
  const root = await rootWith(t, {
    '/var/lib/rpm/rpmdb.sqlite': database,
    '/var/lib/rpm/rpmdb.sqlite-shm': 'x',
    '/var/lib/rpm/__db.001': 'x',
    '/etc/dnf/dnf.conf':
      '[main]\nproxy=http://u:p@proxy\nproxy_username = me\nproxy_password=x y\n',
    '/etc/dnf/modules.d/nginx.module': '[nginx]\nstream=1.22\n',
    '/etc/yum.repos.d/a.repo': '[a]\nbaseurl=https://t@a/\npassword: secret\nusername=\n',
    '/etc/yum.repos.d/a.repo.rpmnew': '[b]\n',
    '/etc/rpm/macros.langs': '%_install_langs en\n',
  })
  t.deepEqual(await readTexts(root), {
    '/var/lib/rpm/rpmdb.sqlite': database.toString('latin1'),
    '/etc/dnf/dnf.conf':
      '[main]\nproxy=http://redacted@proxy\nproxy_username = redacted\nproxy_password=redacted\n',
    '/etc/dnf/modules.d/nginx.module': '[nginx]\nstream=1.22\n',
    '/etc/yum.repos.d/a.repo': '[a]\nbaseurl=https://redacted@a/\npassword: redacted\nusername=\n',
    '/etc/rpm/macros.langs': '%_install_langs en\n',
  })
})
