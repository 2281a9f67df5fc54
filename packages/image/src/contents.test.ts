// What belongs to the build or to one machine stays out of the image, and its folders are there.
import type {PlannedFile} from '@livemode/config'
import {directory, file, symlink} from '@livemode/config'
import {type PackageManager, packageManagers} from '@livemode/userspace'
import test from 'ava'
import {keepsFile, planLeftOut, withParents} from './contents.ts'

const planned = [
  file('/etc/fstab', ''),
  symlink('/sysroot', '/run/upgrade'),
  directory('/root/.ssh', '0700'),
]
const keep = keepsFile(planLeftOut(['var/cache/apt', 'var/lib/apt/lists']), planned)

const kept = [
  'boot',
  'etc/hostname.d',
  'etc/passwd',
  'etc/ssh/ssh_config',
  'etc/ssh/ssh_host_keys.d/readme',
  'etc/sub/resolv.conf',
  'proc',
  'root/.bashrc',
  'root/.ssh',
  'run',
  'sys',
  'tmp',
  'usr/bin/sh',
  'usr/lib/modules/6.12/vmlinuz',
  'usr/share/doc',
  'usr/share/documents/file',
  'usr/tmp/file',
  'var/cache/apt',
  'var/cache/apt-file/file',
  'var/cache/ldconfig/aux-cache',
  'var/lib/dpkg/status',
  'var/log',
  'var/tmp',
]

const left = [
  '.dockerenv',
  'boot/vmlinuz',
  'boot/grub/grub.cfg',
  'dev',
  'dev/null',
  'etc',
  'etc/fstab',
  'etc/hostname',
  'etc/hosts',
  'etc/machine-id',
  'etc/mtab',
  'etc/resolv.conf',
  'etc/ssh/ssh_host_ed25519_key',
  'etc/ssh/ssh_host_rsa_key.pub',
  'proc/1',
  'root/.bash_history',
  'run/.containerenv',
  'run/lock',
  'sys/kernel',
  'sysroot',
  'tmp/file',
  'usr/share/doc/bash/README',
  'usr/share/locale/de/LC_MESSAGES/bash.mo',
  'usr/share/man/man1/sh.1.gz',
  'var/cache/apt/pkgcache.bin',
  'var/cache/apt/archives/lock',
  'var/lib/apt/lists/partial',
  'var/lib/dbus/machine-id',
  'var/lib/systemd/random-seed',
  'var/log/dpkg.log',
  'var/tmp/file',
]

test('what is kept', t =>
  t.deepEqual(
    kept.filter(path => !keep(path)),
    [],
  ))

test('what is left out', t => t.deepEqual(left.filter(keep), []))

for (const [id, {caches}] of Object.entries<PackageManager>(packageManagers)) {
  test(`the caches of ${id} are left out, their folders stay`, t => {
    const keepAll = keepsFile(planLeftOut(caches), [])
    for (const folder of caches)
      t.deepEqual([keepAll(folder), keepAll(`${folder}/x`)], [true, false])
  })
}

const paths = (files: readonly PlannedFile[]) => files.map(({path}) => path)

test('folders that nobody made are made, each before what is in it, and only once', t => {
  const files = [file('/a/b/one', ''), symlink('/a/b/two', '/'), file('/c/three', '')]
  const made = withParents(files, new Set(['c']))
  t.deepEqual(paths(made), ['/a', '/a/b', '/a/b/one', '/a/b/two', '/c/three'])
  t.deepEqual(made[0], directory('/a', '0755'))
})

test('a planned folder keeps its mode, and one that is there already is left as it is', t => {
  const files = [directory('/root/.ssh', '0700'), file('/root/.ssh/authorized_keys', '', '0600')]
  t.deepEqual(withParents(files, new Set(['root'])), files)
  t.deepEqual(withParents(files, new Set(['root', 'root/.ssh'])), [files[1]])
})

test('a file that is there already is put in place again', t => {
  const files = [file('/etc/motd', 'new')]
  t.deepEqual(withParents(files, new Set(['etc', 'etc/motd'])), files)
})
