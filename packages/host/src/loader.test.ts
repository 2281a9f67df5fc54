// What writes boot entries is told by what it leaves on a machine.
import test from 'ava'
import {detectLoader} from './loader.ts'

const detect = (firmware: 'bios' | 'uefi', present: readonly string[]) =>
  detectLoader({firmware, exists: path => present.includes(path)})

test('grubby comes before the GRUB below it', t => {
  t.is(detect('bios', ['/usr/sbin/grubby', '/boot/grub2']), 'grubby')
})

test('systemd-boot needs UEFI', t => {
  t.is(detect('uefi', ['/boot/efi/EFI/systemd', '/boot/grub']), 'systemd-boot')
  t.is(detect('bios', ['/boot/efi/EFI/systemd', '/boot/grub']), 'grub')
})

test('GRUB is known by its folder, under both names', t => {
  t.is(detect('uefi', ['/boot/grub']), 'grub')
  t.is(detect('bios', ['/boot/grub2']), 'grub')
})

test('a machine without any of them has an unknown loader', t => {
  t.is(detect('uefi', ['/boot/efi/EFI/BOOT']), 'unknown')
})
