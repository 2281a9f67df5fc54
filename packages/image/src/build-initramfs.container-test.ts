// The target's dracut makes an initramfs that can boot the image, and one that cannot is refused.
import {LivemodeError} from '@livemode/config'
import {commitFrom, findImage, removeImage, type Session} from '@livemode/container'
import type {Userspace} from '@livemode/userspace'
import test from 'ava'
import {inputWith} from '../test/planned.ts'
import {startSession, userspaceOf} from '../test/session.ts'
import {ensureInitramfs} from './build-initramfs.ts'
import {initramfsPath, kernelPath} from './initramfs.ts'
import {hmacPathOf} from './kernel-hmac.ts'
import {planImage} from './plan.ts'

const input = inputWith()
const plan = planImage(input)

let session: Session
let userspace: Userspace

test.before(async () => {
  session = await startSession()
  userspace = await userspaceOf(session, input)
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

test('kernel and initramfs lie in the layer, and fit each other', async t => {
  await ensureInitramfs(session, {plan, userspace, log: () => {}})
  await using container = await session.start(plan.initramfs.layer, {name: 'test'})
  const print = async (...argv: string[]) => (await container.exec(argv)).stdout.trim()

  t.is(await print('cmp', kernelPath, userspace.kernelPath), '')
  const modules = (await print('lsinitrd', '--mod', initramfsPath)).split('\n')
  for (const name of ['dmsquash-live', 'livenet', 'livemode', 'lvm', 'mdraid', 'crypt', 'btrfs']) {
    t.true(modules.includes(name), `${name} is not in the initramfs`)
  }
  const files = (await print('lsinitrd', initramfsPath)).split('\n')
  for (const driver of ['squashfs', 'overlay', 'loop', 'xfs', 'ext4', 'btrfs', 'virtio_blk']) {
    const isDriver = (line: string) =>
      line.includes(`/modules/${userspace.kernelVersion}/`) && line.includes(`/${driver}.ko`)
    t.true(files.some(isDriver), `${driver} is not in the initramfs`)
  }
  t.is(await print('lsinitrd', '--file', 'etc/mdadm.conf', initramfsPath), 'HOMEHOST <ignore>')
  t.is(await print('sh', '-c', `od -A n -t x1 -N 4 ${initramfsPath}`), '28 b5 2f fd')
})

test('what asks a TPM, and what reaches disks by iSCSI, is there where it is wanted', async t => {
  const wanting = inputWith({device_support: ['tpm2', 'iscsi']})
  const wanted = planImage(wanting)
  const request = {plan: wanted, userspace: await userspaceOf(session, wanting), log: () => {}}
  await ensureInitramfs(session, request)
  const listOf = async (layer: string, ...options: string[]) => {
    await using container = await session.start(layer, {name: 'test'})
    return (await container.exec(['lsinitrd', ...options, initramfsPath])).stdout
  }
  const modules = (await listOf(wanted.initramfs.layer, '--mod')).split('\n')
  for (const name of ['iscsi', 'livemode-iscsi']) t.true(modules.includes(name), name)
  const found = await listOf(wanted.initramfs.layer)
  for (const path of [
    // systemd loads the first three, and cryptsetup the fourth.
    /\/libtss2-esys\.so/,
    /\/libtss2-mu\.so/,
    /\/libtss2-tcti-device\.so/,
    /\/libcryptsetup-token-systemd-tpm2\.so/,
    /\/iscsiadm$/m,
    /\/iscsid$/m,
    /\/iscsi_tcp\.ko/,
    /\/iscsid\.socket$/m,
    /\/iscsid\.service\.d\/livemode\.conf$/m,
    /initrd\.target\.wants\/livemode-iscsi\.service/,
    /hooks\/initqueue\/finished\/50-iscsi-logged-in\.sh$/m,
  ]) {
    t.regex(found, path)
  }
  // Nobody's name: it comes with the machine.
  t.notRegex(found, /initiatorname\.iscsi/)
  t.notRegex(await listOf(plan.initramfs.layer), /libtss2|iscsiadm|livemode-iscsi/)
})

test('it is made only once', async t => {
  const lines: string[] = []
  await ensureInitramfs(session, {plan, userspace, log: line => lines.push(line)})
  t.deepEqual(lines, [])
})

test('an initramfs without a module that a live boot needs is refused, and no layer is left', async t => {
  const layer = `livemode/test:${crypto.randomUUID().slice(0, 8)}`
  const argv = [
    'dracut',
    '--force',
    '--no-hostonly',
    '--no-kernel',
    '--no-compress',
    '--modules',
    'base',
  ]
  const poor = {...plan, initramfs: {...plan.initramfs, argv: [...argv, initramfsPath], layer}}
  const error = await t.throwsAsync(
    ensureInitramfs(session, {plan: poor, userspace, log: () => {}}),
    {
      instanceOf: LivemodeError,
      message: 'the initramfs lacks the dracut module dmsquash-live and livenet and livemode',
    },
  )
  t.is(error?.code, 'IMAGE_BROKEN')
  t.is(error?.hint, 'dracut leaves a module out when a program that it needs is not installed')
  t.is(await findImage(session.engine, layer), undefined)
})

test('where kernels have an HMAC, that of the copy is under its new name, and names it', async t => {
  const [image, layer] = ['userspace', 'layer'].map(
    name => `livemode/test:${name}-${crypto.randomUUID().slice(0, 8)}`,
  ) as [string, string]
  t.teardown(async () => {
    for (const made of [layer, image]) await removeImage(session.engine, made)
  })
  const sum = 'ab12'.repeat(32)
  // With the initramfs in it already, which does not matter here.
  const from = plan.initramfs.layer
  await commitFrom(session, from, {reference: image, layer: 'test'}, async made => {
    const {kernelPath: kernel} = userspace
    const line = `${sum}  ${kernel.replace('/boot/', '')}`
    await made.exec(['sh', '-c', `echo "${line}" >${hmacPathOf(kernel)}`])
  })
  const signed = planImage({...input, target: {...input.target, kernelHmac: true}})
  const {requiredModules} = plan.initramfs
  const made = {...signed, initramfs: {...signed.initramfs, requiredModules, argv: ['true'], layer}}
  const signedUserspace = {...userspace, image}
  await ensureInitramfs(session, {plan: made, userspace: signedUserspace, log: () => {}})

  await using container = await session.start(layer, {name: 'test'})
  const {stdout} = await container.exec(['cat', '/boot/.vmlinuz-upgrade.x86_64.hmac'])
  t.is(stdout, `${sum}  vmlinuz-upgrade.x86_64\n`)
  t.is(signed.bootContent.kernel_hmac_path, '/boot/.vmlinuz-upgrade.x86_64.hmac')
})
