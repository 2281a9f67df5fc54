// grubby is called in the one order in which it does what it is told.
import test from 'ava'
import type {BootEntry} from '../entry.ts'
import {grubby} from './grubby.ts'

const entry: BootEntry = {
  loader: 'grubby',
  title: 'An upgrade',
  kernel: '/boot/livemode-vmlinuz',
  initramfs: '/boot/livemode-initramfs.img',
  arguments: {
    add: ['root=live:UUID=1-2', 'rw', 'enforcing=0'],
    remove: ['root=/dev/sda1', 'ro', 'enforcing=1', 'enforcing'],
  },
  cmdline: 'root=live:UUID=1-2 rw enforcing=0',
}

test('root= comes after the entry, removals last, and none takes away what was added', t => {
  const kernel = '/boot/livemode-vmlinuz'
  t.deepEqual(grubby.planSteps(entry), [
    ['grubby', '--remove-kernel', kernel],
    [
      'grubby',
      '--add-kernel',
      kernel,
      '--initrd',
      '/boot/livemode-initramfs.img',
      '--title',
      'An upgrade',
      '--copy-default',
      '--args',
      'rw enforcing=0',
    ],
    ['grubby', '--update-kernel', kernel, '--args', 'root=live:UUID=1-2'],
    ['grubby', '--update-kernel', kernel, '--remove-args', 'root=/dev/sda1 ro enforcing=1'],
  ])
})

test('what a copy has brought along is taken off, in each configuration', t => {
  const removal = [
    ...['grubby', '--update-kernel', entry.kernel],
    ...['--remove-args', 'rhgb quiet rd.lvm.lv=rhel/root'],
  ]
  const surplus = ['rhgb', 'quiet', 'rd.lvm.lv=rhel/root']
  t.deepEqual(grubby.planTakingOff({...entry, steps: grubby.planSteps(entry)}, surplus), [removal])
  const steps = grubby.planSteps(entry, ['/a/grub.cfg', '/b/grub.cfg'])
  t.deepEqual(grubby.planTakingOff({...entry, steps}, surplus), [
    [...removal, '-c', '/a/grub.cfg'],
    [...removal, '-c', '/b/grub.cfg'],
  ])
})

test('nothing to remove is no call', t => {
  const steps = grubby.planSteps({...entry, arguments: {...entry.arguments, remove: []}})
  t.is(steps.length, 3)
})

test('where Leapp’s entry is the default one it is that no more, and every other default stays', t => {
  const {planLeaving} = grubby.arming
  t.deepEqual(planLeaving('/boot/vmlinuz-upgrade.x86_64'), [
    'grub2-editenv',
    '/boot/grub2/grubenv.livemode-new',
    'unset',
    'saved_entry',
  ])
  for (const other of ['/boot/vmlinuz-4.18.0-553.el8.x86_64', '/boot/livemode-vmlinuz', null])
    t.is(planLeaving(other), undefined)
})
