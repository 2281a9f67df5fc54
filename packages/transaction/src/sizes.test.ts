// What an upgrade needs at its peak: apt's number and a third, and what a kernel puts into /boot.
import test from 'ava'
import {isKernel, isKernelMeta, parseShown, planPeak} from './sizes.ts'

const version = (installedBytes: number) => ({installedBytes, priority: 'optional'})

test('growth, with a kernel and without', t => {
  const input = {leaving: [version(1000)], coming: [version(3000), version(500)]}
  t.deepEqual(planPeak({...input, kernel: {kernel: 7, initramfs: 10}}), {'/': 3250, '/boot': 27})
  t.deepEqual(planPeak({...input, kernel: null}), {'/': 3250, '/boot': 0})
})

test('an upgrade that makes a system smaller needs nothing', t => {
  const input = {leaving: [version(1000)], coming: [version(999)], kernel: null}
  t.is(planPeak(input)['/'], 0)
})

test('what apt-cache shows', t => {
  const text =
    'Package: a\nArchitecture: all\nVersion: 1:2\nInstalled-Size: 3\nPriority: standard\n\nPackage: b\nArchitecture: amd64\nVersion: 1\n'
  t.deepEqual(
    [...parseShown(text)],
    [
      ['a:all=1:2', {installedBytes: 3072, priority: 'standard'}],
      ['b:amd64=1', {installedBytes: 0, priority: ''}],
    ],
  )
})

test('kernels and what depends on the newest', t => {
  const names = [
    'linux-image-6.12.1-amd64',
    'linux-image-amd64',
    'linux-image-cloud-amd64',
    'linux-base',
  ]
  t.deepEqual(names.filter(isKernel), ['linux-image-6.12.1-amd64'])
  t.deepEqual(names.filter(isKernelMeta), ['linux-image-amd64', 'linux-image-cloud-amd64'])
})
