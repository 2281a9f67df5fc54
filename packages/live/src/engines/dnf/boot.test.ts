// A kernel of Enterprise Linux that the menu does not have is put there by its own kernel-install, which makes the initramfs, too.
import {createHash} from 'node:crypto'
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
