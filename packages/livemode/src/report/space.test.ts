// What an upgrade needs is counted by file systems, once, and against what is free there.
import {type AptTransaction, defaultConfig} from '@livemode/config'
import type {Host} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {readHost} from '../../test/planned.ts'
import {transaction as small} from '../../test/transaction.ts'
import {checkTransaction, checkUpgrade, type Finding} from './index.ts'

const target = targets['debian-13']

/** With 300 MB of packages, 400 MB of growth, and a new kernel. */
const transaction: AptTransaction = {
  ...small,
  new: [{package: 'linux-image-6.12.1-amd64:amd64', version: '6.12.1-1'}],
  archives: [
    {
      package: 'linux-image-6.12.1-amd64:amd64',
      version: '6.12.1-1',
      path: 'debian/pool/l.deb',
      bytes: 300_000_000,
      sha256: '0'.repeat(64),
    },
  ],
  peakBytes: {'/': 400_000_000, '/boot': 153_000_000},
}

const megabyte = 1_000_000
const free = (space: Readonly<Record<string, number>>): Host['space'] =>
  Object.fromEntries(
    Object.entries(space).map(([path, megabytes]) => [path, {available: megabytes * megabyte}]),
  )

function find(
  name: string,
  space: Readonly<Record<string, number>>,
  change: {host?: Partial<Host>; transaction?: Partial<AptTransaction>} = {},
): readonly string[] {
  const host = {...readHost(name), ...change.host, space: free(space)}
  return checkTransaction({
    ...{config: defaultConfig, target, enabled: true, engine: 'apt', host, loader: host.loader},
    sizes: {...target.sizes, isBuilt: true},
    resolved: {transaction: {...transaction, ...change.transaction}, findings: []},
  }).map(({severity, id, sentence}) => `${severity} ${id}: ${sentence}`)
}

test('space-root: everything on one file system', t => {
  t.deepEqual(find('debian-12-ext4', {'/': 1436}), [])
  t.deepEqual(find('debian-12-ext4', {'/': 1435}), [
    'inhibitor space-root: / has 1435 MB free, and the upgrade puts 1436 MB there, by estimate: the image 300 MB, kernel and initramfs 83 MB, the packages 300 MB, the upgraded packages 400 MB, the new kernel 153 MB, the lists of the package manager 200 MB',
  ])
})

test('space-root: subvolumes of one file system share its space', t => {
  t.deepEqual(find('debian-12-btrfs', {'/': 1436, '/var/lib/leapp': 1436}), [])
  const [found, ...others] = find('debian-12-btrfs', {'/': 1435, '/var/lib/leapp': 1435})
  t.regex(found ?? '', /^inhibitor space-root: \/ has 1435 MB free/)
  t.deepEqual(others, [])
})

test('space-boot: the new kernel beside the live one', t => {
  const others = {'/': 2000, '/boot/efi': 100}
  t.deepEqual(find('debian-12-luks', {...others, '/boot': 236}), [])
  t.deepEqual(find('debian-12-luks', {...others, '/boot': 235}), [
    'inhibitor space-boot: /boot has 235 MB free, and the upgrade puts 236 MB there, by estimate: kernel and initramfs 83 MB, the new kernel 153 MB',
  ])
  t.deepEqual(
    find(
      'debian-12-luks',
      {...others, '/boot': 83},
      {
        transaction: {peakBytes: {'/': 400_000_000, '/boot': 0}},
      },
    ),
    [],
  )
})

test('space-usr and space-var: each needs its own, and the root nothing of that', t => {
  const enough = {'/': 236, '/usr': 400, '/var/lib/leapp': 800}
  t.deepEqual(find('debian-12-separate-usr', enough), [])
  t.deepEqual(find('debian-12-separate-usr', {...enough, '/usr': 399}), [
    'inhibitor space-usr: /usr has 399 MB free, and the upgrade puts 400 MB there, by estimate: the upgraded packages 400 MB',
  ])
  t.deepEqual(find('debian-12-separate-usr', {...enough, '/var/lib/leapp': 799}), [
    'inhibitor space-var: /var has 799 MB free, and the upgrade puts 800 MB there, by estimate: the image 300 MB, the packages 300 MB, the lists of the package manager 200 MB',
  ])
  t.deepEqual(find('debian-12-separate-usr', {'/': 236, '/var/lib/leapp': 800}), [
    'warning space-not-known: the free space of /usr is not known, and the upgrade puts 400 MB there (the upgraded packages 400 MB)',
  ])
})

test('space-esp: a boot loader that is upgraded, and kernels where systemd-boot has them', t => {
  const shim = {...transaction, new: [{package: 'shim-signed:amd64', version: '1.47'}]}
  const enough = {'/': 2000, '/boot': 300, '/boot/efi': 10}
  t.deepEqual(find('debian-12-luks', enough, {transaction: shim}), [])
  t.deepEqual(find('debian-12-luks', {...enough, '/boot/efi': 9}, {transaction: shim}), [
    'inhibitor space-esp: /boot/efi has 9 MB free, and the upgrade puts 10 MB there, by estimate: the boot loader 10 MB',
  ])
  t.deepEqual(find('debian-12-luks', {...enough, '/boot/efi': 0}), [])
  t.deepEqual(find('debian-12-no-fstab-root', {'/': 2000, '/efi': 166}), [])
  t.deepEqual(find('debian-12-no-fstab-root', {'/': 2000, '/efi': 165}), [
    'inhibitor space-esp: /efi has 165 MB free, and the upgrade puts 166 MB there, by estimate: kernel and initramfs 83 MB, the new kernel for systemd-boot 83 MB',
  ])
})

test('what was found while the transaction was made is in the report, unless it is not carried out', t => {
  const host = readHost('debian-12-ext4')
  const found: Finding = {id: 'hold', severity: 'warning', sentence: 'On hold.', remedy: 'Do.'}
  const report = (engine: 'apt' | 'probe') =>
    checkUpgrade({
      ...{config: defaultConfig, target, enabled: true, engine, host, loader: host.loader},
      sizes: {...target.sizes, isBuilt: true},
      resolved: {transaction, findings: [found]},
    })
  t.deepEqual(report('apt'), [found])
  t.deepEqual(report('probe'), [])
})
