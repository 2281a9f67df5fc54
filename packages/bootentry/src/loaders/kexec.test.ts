// The running kernel gets the whole entry, whatever the machine lies on, and nothing of the loader's is touched.
import type {Host} from '@livemode/host'
import test from 'ava'
import {debian13, el9, plan, readHost, unattended, upgradeWords} from '../../test/plan.ts'
import {planMenu} from '../plan.ts'
import {kexec} from './kexec.ts'

const planOn = (host: Host, target = debian13) => plan(host, target, {loader: 'kexec'})
const places = ['/boot/livemode/livemode-vmlinuz', '/boot/livemode/livemode-initramfs.img']

test('the root on btrfs, with /boot in it', t => {
  const add = [
    'root=live:UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90',
    'rd.live.dir=/@var/lib/leapp',
    'rd.live.squashimg=live-upgrade.img',
    ...upgradeWords,
    'upgrade.autostart=1',
    ...unattended,
  ]
  const entry = planOn(readHost('debian-12-btrfs'))
  t.like(entry, {loader: 'kexec', kernel: places[0], initramfs: places[1]})
  t.deepEqual(entry.arguments.add, add)
  t.deepEqual(entry.steps, [
    [
      ...['kexec', '--kexec-file-syscall', '--load', places[0], `--initrd=${places[1]}`],
      `--command-line=BOOT_IMAGE=${places[0]} ${add.join(' ')}`,
    ],
  ])
})

const assembled: Readonly<Record<string, readonly string[]>> = {
  'rhel-8-lvm': ['rd.lvm.vg=rhel'],
  'rhel-8-md-raid': ['rd.auto=1'],
  'debian-12-luks': ['rd.lvm.vg=debian-vg', 'rd.auto=1'],
}

for (const [name, devices] of Object.entries(assembled)) {
  test(`${name}: what the image lies on is assembled`, t => {
    const entry = planOn(readHost(name), el9)
    t.deepEqual(entry.arguments.add.slice(8, -unattended.length), devices)
    const [load] = entry.steps
    t.is(load?.at(-1), `--command-line=BOOT_IMAGE=${places[0]} ${entry.cmdline}`)
  })
}

test('the kernel for a crash is left alone, and what is unloaded is the other one', t => {
  const {arming, planSteps, start} = kexec
  const entry = planOn(readHost('rhel-8-lvm'), el9)
  const words = [...planSteps(entry), arming.planArming(null) ?? [], start ?? []].flat()
  t.deepEqual(
    words.filter(word => /^(-p|--load-panic|-e|--exec|-f|--force)$/.test(word)),
    [],
  )
  t.deepEqual(arming.planArming(null), ['kexec', '--kexec-file-syscall', '--unload'])
  t.is(arming.planArming('livemode-upgrade'), null, 'it is loaded by then')
  t.deepEqual(start, ['systemctl', 'kexec'])
})

test('the kernel tells whether something is loaded', t => {
  const {parse} = kexec.arming.armed
  t.is(parse(Buffer.from('1\n')), 'livemode-upgrade')
  t.is(parse(Buffer.from('0\n')), null)
})

test('a kernel that is refused is told from a failure of another kind', t => {
  for (const said of [
    'kexec_file_load failed: Operation not permitted',
    'kexec_file_load failed: Required key not available',
    'kexec_file_load failed: Key was rejected by service',
  ])
    t.regex(
      kexec.explainFailure(said) ?? '',
      /with Secure Boot it takes kernels only that are signed/,
    )
  t.is(kexec.explainFailure('Cannot open /boot/x: No such file or directory'), undefined)
})

test('the menu is that of what starts the machine, in its own place', t => {
  const entry = {loader: 'kexec', kernel: places[0] ?? ''} as const
  const menuOf = (loader: Host['loader']) => {
    return planMenu(entry, {...readHost('debian-12-ext4'), loader, bootFolder: '/efi'})
  }
  t.like(menuOf('grub'), {kind: 'grub', file: '/boot/grub/grub.cfg'})
  t.like(menuOf('systemd-boot'), {kind: 'entries', boot: '/efi', block: null})
  t.like(menuOf('grubby'), {kind: 'entries', boot: '/boot', block: '/boot/grub2/grubenv'})
  t.like(menuOf('unknown'), {kind: 'grub'})
})
