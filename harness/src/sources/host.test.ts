// What livemode must find on a machine that boots by itself, and on one that does not.
import test from 'ava'
import {firmwareOf, installedSystem, planHost} from './host.ts'
import {installedMachines} from './installed-machines.ts'
import {machines} from './machines.ts'

const ownArguments = 'console=tty0 console=ttyS0,115200 systemd.debug_shell=ttyS1'

test('GRUB on a BIOS: the root is behind its partition', t => {
  const host = planHost(installedMachines.biosGrub)
  t.like(host, {firmware: 'bios', loader: 'grub'})
  t.is(host.mounts[0]?.source, '/dev/vda2')
  t.is(host.kernelCmdline, `root=UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e41 ro ${ownArguments}`)
  t.is(host.fstab, 'UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e41 / ext4 defaults 0 1\n')
})

test("systemd-boot on UEFI: the firmware's partition is mounted", t => {
  const host = planHost(installedMachines.uefiSystemdBoot)
  t.like(host, {firmware: 'uefi', loader: 'systemd-boot'})
  t.true(host.fstab.endsWith('\nUUID=6C1F-5A59 /boot/efi vfat umask=0077 0 1\n'))
})

test('Secure Boot is UEFI', t => {
  const source = {...installedMachines.uefiGrub, firmware: 'uefi-secure-boot'} as const
  t.is(firmwareOf(source), 'uefi-secure-boot')
  t.like(planHost(source), {firmware: 'uefi', loader: 'grub'})
})

test('arguments of a machine stand behind those that let the harness in', t => {
  const source = {...installedMachines.biosGrub, kernelArguments: 'audit=0'}
  t.is(installedSystem(source).kernelArguments, `${ownArguments} audit=0`)
})

test('a machine that the harness starts has a BIOS, and GRUB in name only', t => {
  t.is(firmwareOf(machines.ext4), 'bios')
  t.like(planHost(machines.ext4), {
    firmware: 'bios',
    loader: 'grub',
    kernelCmdline: 'BOOT_IMAGE=/vmlinuz root=UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01 ro quiet',
  })
})
