// QEMU's command line: what is always there, and what depends on the machine.
import test from 'ava'
import {accelerators} from './accelerators/index.ts'
import {withIscsiTarget} from './iscsi-target.ts'
import {renderQemuArguments} from './qemu-arguments.ts'
import {withTpm} from './tpm.ts'

const options = {
  accelerator: accelerators.tcg,
  memoryMebibytes: 2048,
  processors: 2,
  firmware: 'bios',
  kernel: {arguments: 'root=live:UUID=1 rw', initramfs: true},
  disks: [{}],
  networks: [],
  serialPorts: 2,
  hasTpm: false,
} as const

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
      '-blockdev driver=qcow2,node-name=disk0,file.driver=file,file.filename=/disks/0/overlay.qcow2,cache.no-flush=on,discard=unmap,file.discard=unmap',
      '-device virtio-blk-pci,drive=disk0',
      '-kernel /boot/kernel -initrd /boot/initramfs -append root=live:UUID=1 rw',
    ].join(' '),
  )
})

test('a machine with a kernel only has neither disk nor initramfs', t => {
  const argv = renderQemuArguments({
    ...options,
    kernel: {arguments: '', initramfs: false},
    disks: [],
  })
  t.false(argv.includes('-blockdev'))
  t.false(argv.includes('-initrd'))
})

test('a third serial port comes after those that are used', t => {
  const argv = renderQemuArguments({...options, serialPorts: 3})
  t.true(argv.join(' ').includes('-serial chardev:console -serial chardev:shell -serial null'))
})

test('with KVM the guest has the processor of the host', t => {
  const argv = renderQemuArguments({...options, accelerator: accelerators.kvm})
  t.true(argv.join(' ').includes('-accel kvm -cpu host'))
})

test('without a kernel of its own a machine starts from its disks', t => {
  const argv = renderQemuArguments({...options, kernel: undefined})
  for (const option of ['-kernel', '-initrd', '-append']) t.false(argv.includes(option))
  const credentials = argv.filter((_word, index) => argv[index - 1] === '-smbios')
  const dropIns = credentials.map(value => /unit-dropin\.(.*?)=(.*)$/.exec(value)?.slice(1) ?? [])
  t.deepEqual(
    dropIns.map(([unit, text = '']) => [unit, Buffer.from(text, 'base64').toString()]),
    [
      ['sysinit.target', '[Unit]\nWants=debug-shell.service\n'],
      ['debug-shell.service', '[Unit]\nConditionPathExists=\n[Service]\nTTYPath=/dev/ttyS1\n'],
    ],
  )
})

test('UEFI has its code, and a store of variables that it writes', t => {
  const argv = renderQemuArguments({...options, firmware: 'uefi'}).join(' ')
  const flash = [
    '-machine q35 -drive if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd',
    '-drive if=pflash,unit=1,format=raw,file=/firmware/variables.fd',
  ]
  t.true(argv.includes(flash.join(' ')))
})

test('with Secure Boot only the firmware itself writes its variables', t => {
  const argv = renderQemuArguments({...options, firmware: 'uefi-secure-boot'}).join(' ')
  const flash = [
    '-machine q35,smm=on -global driver=cfi.pflash01,property=secure,value=on',
    '-drive if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.secboot.fd',
    '-drive if=pflash,unit=1,format=raw,file=/firmware/variables.fd',
  ]
  t.true(argv.includes(flash.join(' ')))
})

test('a TPM is emulated by a program beside QEMU', t => {
  const argv = renderQemuArguments({...options, hasTpm: true}).join(' ')
  t.true(
    argv.includes(
      '-chardev socket,id=tpm,path=/run/tpm.socket -tpmdev emulator,id=tpm,chardev=tpm -device tpm-tis,tpmdev=tpm',
    ),
  )
  t.deepEqual(withTpm(['qemu', '-m', '1']), [
    'sh',
    '-c',
    'swtpm socket --tpm2 --tpmstate dir=/tpm --ctrl type=unixio,path=/run/tpm.socket --daemon && exec "$@"',
    ...['sh', 'qemu', '-m', '1'],
  ])
})

test('an iSCSI target serves beside QEMU before that starts, and beside a TPM', t => {
  const served = withIscsiTarget(['qemu', '-m', '1'])
  t.deepEqual(served, [
    'sh',
    '-c',
    'sh /srv/iscsi-target source known-to-everybody && exec "$@"',
    ...['sh', 'qemu', '-m', '1'],
  ])
  t.deepEqual(withTpm(served).slice(-served.length), served)
})
