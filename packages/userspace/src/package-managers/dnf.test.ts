// dnf's command lines, word for word, and what its kernels are told by.
import {execFileSync} from 'node:child_process'
import test from 'ava'
import {dnf} from './dnf.ts'

test('installing', t => {
  t.deepEqual(dnf.install(['dracut', 'kernel-core']), [
    [
      'dnf',
      '--assumeyes',
      '--setopt=install_weak_deps=False',
      '--nodocs',
      'install',
      '--',
      'dracut',
      'kernel-core',
    ],
    ['find', '/var/cache/dnf', '-mindepth', '1', '-delete'],
    ['find', '/var/log', '-type', 'f', '-delete'],
  ])
})

test('the kernel', t =>
  t.is(dnf.kernelPath('5.14.0-503.el9.x86_64'), '/lib/modules/5.14.0-503.el9.x86_64/vmlinuz'))

/** What the program of `kernels` prints where rpm prints these files. */
const kernelsAmong = (files: readonly string[]): string => {
  const [, , script = ''] = dnf.kernels
  const rpm = `rpm() { printf '%s\\n' ${files.join(' ')}; }\n`
  return execFileSync('sh', ['-euc', rpm + script], {encoding: 'utf8'})
}

test('kernels are told by their files: one, several, with another size of pages, or none', t => {
  const one = [
    '/lib/modules/5.14.0-1.el9.x86_64/vmlinuz',
    '/lib/modules/5.14.0-1.el9.x86_64/config',
  ]
  t.is(kernelsAmong(one), '5.14.0-1.el9.x86_64\n')
  t.is(
    kernelsAmong([...one, '/usr/lib/modules/5.14.0-1.el9.aarch64+64k/vmlinuz', ...one]),
    '5.14.0-1.el9.aarch64+64k\n5.14.0-1.el9.x86_64\n',
  )
  t.is(kernelsAmong(['/lib/modules/5.14.0-1.el9.x86_64/.vmlinuz.hmac']), '')
})
