// The command line keeps what the host needs, loses what a live boot cannot bear, and ends with ours.
import test from 'ava'
import {planCommandLine} from './command-line.ts'

const add = ['root=live:UUID=1-2', 'rw', 'enforcing=0']

const goes = [
  'root=/dev/sda1',
  'rootflags=subvol=@',
  'rootfstype=btrfs',
  'ro',
  'rd.lvm.lv=rhel/root',
  'rd.luks.uuid=luks-1',
  'rhgb',
  'quiet',
  'init=/bin/bash',
  'rdinit=/init',
  'systemd.unit=rescue.target',
  'single',
  'rd.break',
  'rd.break=pre-mount',
  'rd.live.dir=/old',
  'rd.live.image',
  'upgrade.autostart=0',
  'enforcing=1',
]

test('all that a live boot cannot bear goes, as written', t => {
  t.deepEqual(planCommandLine(goes.join(' '), add), {remove: goes, cmdline: add.join(' ')})
})

test('everything else stays in its order, also several times', t => {
  const host =
    'console=tty0 crashkernel=auto console=ttyS0 resume=UUID=3 rd.luks.name=x dyndbg="a b"'
  t.deepEqual(planCommandLine(host, add), {remove: [], cmdline: `${host} ${add.join(' ')}`})
})

test('what the boot loader sets is neither kept nor removed', t => {
  const host = 'BOOT_IMAGE=(hd0,msdos1)/vmlinuz initrd=\\initrd.img debug'
  t.deepEqual(planCommandLine(host, add), {remove: [], cmdline: `debug ${add.join(' ')}`})
})

test('what the host has already is not removed, and there once', t => {
  t.deepEqual(planCommandLine('rw debug enforcing=0', add), {
    remove: [],
    cmdline: `debug ${add.join(' ')}`,
  })
})

test('the arguments of init stay behind ours, whatever their names', t => {
  t.deepEqual(planCommandLine('quiet debug -- single quiet', add), {
    remove: ['quiet'],
    cmdline: `debug ${add.join(' ')} -- single quiet`,
  })
})
