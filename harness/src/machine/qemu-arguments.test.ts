// QEMU's command line: what is always there, and what depends on the machine.
import test from 'ava'
import {accelerators} from './accelerators/index.ts'
import {renderQemuArguments} from './qemu-arguments.ts'

const options = {
  accelerator: accelerators.tcg,
  memoryMebibytes: 2048,
  processors: 2,
  kernelArguments: 'root=live:UUID=1 rw',
  initramfs: true,
  disk: true,
}

test('a machine with everything', t => {
  t.is(
    renderQemuArguments(options).join(' '),
    [
      'qemu-system-x86_64 -nodefaults -no-user-config -no-reboot -machine q35',
      '-accel tcg,thread=multi -cpu max -m 2048 -smp 2 -display none -vga std -nic none',
      '-device virtio-rng-pci',
      '-chardev socket,id=qmp,path=/run/livemode/qmp.socket',
      '-chardev socket,id=console,path=/run/livemode/console.socket',
      '-chardev socket,id=shell,path=/run/livemode/shell.socket',
      '-mon chardev=qmp,mode=control -serial chardev:console -serial chardev:shell',
      '-drive if=none,id=source,file=/disks/overlay.qcow2,format=qcow2,cache=unsafe',
      '-device virtio-blk-pci,drive=source',
      '-kernel /boot/kernel -initrd /boot/initramfs -append root=live:UUID=1 rw',
    ].join(' '),
  )
})

test('a machine with a kernel only has neither disk nor initramfs', t => {
  const argv = renderQemuArguments({...options, initramfs: false, disk: false})
  t.false(argv.includes('-drive'))
  t.false(argv.includes('-initrd'))
})

test('with KVM the guest has the processor of the host', t => {
  const argv = renderQemuArguments({...options, accelerator: accelerators.kvm})
  t.true(argv.join(' ').includes('-accel kvm -cpu host'))
})
