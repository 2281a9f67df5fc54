// A kernel of Enterprise Linux that the menu does not have is put there by its own kernel-install, which makes the initramfs, too;
// GRUB on the disk is left to the administrator.
import {createHash} from 'node:crypto'
import {mkdirSync} from 'node:fs'
import type {Mount} from '@livemode/host'
import test from 'ava'
import {dnfTransactionWith} from '../../../test/dnf-transaction.ts'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {Refusal} from '../engine.ts'
import {checkBoot} from './boot.ts'

const version = '5.14.0-570.el9.x86_64'
const entry = {
  [`/boot/efi/loader/entries/0123-${version}.conf`]: `title EL\nversion ${version}\noptions root=UUID=1 ro\nlinux /0123/${version}/linux\ninitrd /0123/${version}/initrd\n`,
  [`/boot/efi/0123/${version}/linux`]: 'kernel',
  [`/boot/efi/0123/${version}/initrd`]: 'initramfs',
}
const menu = {
  kind: 'entries',
  boot: '/boot/efi',
  block: null,
  trial: {id: '-livemode-trial.conf', file: '/boot/efi/loader/entries/-livemode-trial.conf'},
} as const

test('by the Boot Loader Specification', async t => {
  const transaction = JSON.stringify(dnfTransactionWith({kernels: [version]}))
  const {live, putSource, calls} = startLive(t, {
    source: {'/var/lib/leapp/packages/transaction.json': transaction},
  })
  const context = engineContext(live, {
    ...{menu, rootDevice: 'UUID=1'},
    transactionSha256: createHash('sha256').update(transaction).digest('hex'),
  })
  const error = await t.throwsAsync(checkBoot(context), {instanceOf: Refusal})
  t.is(error?.message, `/boot/efi/loader/entries has no entry for the kernel ${version}`)
  t.true(
    calls.some(call =>
      call.endsWith(`kernel-install add ${version} /lib/modules/${version}/vmlinuz`),
    ),
  )
  putSource(entry)
  await t.notThrowsAsync(checkBoot(context))
})

test('GRUB on the disk of a machine that a BIOS starts stays, which is told', async t => {
  const upgrade = [{package: 'grub2-pc.x86_64', from: '2.02-1.el8', to: '2.06-1.el9'}]
  const transaction = JSON.stringify(dnfTransactionWith({upgrade}))
  const {live} = startLive(t, {
    source: {'/boot/x': '', '/var/lib/leapp/packages/transaction.json': transaction},
    programs: {lsblk: () => ({stdout: '{"blockdevices": [{"name": "/dev/sda"}]}'})},
  })
  const told: unknown[] = []
  const context = engineContext(live, {
    mounts: [{target: live.source.root, source: '/dev/sda1'}] as unknown as Mount[],
    transactionSha256: createHash('sha256').update(transaction).digest('hex'),
    note: ({lookAt}) => told.push(lookAt),
  })
  await checkBoot(context)
  t.deepEqual(told, [
    ['GRUB on /dev/sda is that of before, which goes on booting; grub2-install /dev/sda renews it'],
  ])
  mkdirSync(live.path('/sys/firmware/efi'), {recursive: true})
  await checkBoot(context)
  t.is(told.length, 1)
})
