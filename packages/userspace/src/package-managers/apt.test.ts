// apt's command lines, word for word.
import test from 'ava'
import {apt} from './apt.ts'

test('installing', t => {
  t.deepEqual(apt.install(['dracut', 'linux-image-amd64']), [
    ['apt-get', 'update', '--quiet'],
    [
      'apt-get',
      'install',
      '--quiet',
      '--yes',
      '--no-install-recommends',
      '--option=Dpkg::Use-Pty=false',
      '--option=Dpkg::Options::=--path-exclude=/usr/share/doc/*',
      '--option=Dpkg::Options::=--path-exclude=/usr/share/info/*',
      '--option=Dpkg::Options::=--path-exclude=/usr/share/lintian/*',
      '--option=Dpkg::Options::=--path-exclude=/usr/share/locale/*',
      '--option=Dpkg::Options::=--path-exclude=/usr/share/man/*',
      '--',
      'dracut',
      'linux-image-amd64',
    ],
    ['find', '/var/cache/apt', '/var/lib/apt/lists', '-type', 'f', '-delete'],
  ])
  t.deepEqual(apt.environment, {DEBIAN_FRONTEND: 'noninteractive', INITRD: 'No'})
})

test('the kernel', t => t.is(apt.kernelPath('6.12.48-amd64'), '/boot/vmlinuz-6.12.48-amd64'))
