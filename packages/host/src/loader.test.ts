// What writes boot entries is told by what it leaves on a machine.
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {detectLoader, findGrubConfigurations} from './loader.ts'

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

test('configurations of GRUB are files of their own, not links', async t => {
  const root = await mkdtemp(join(tmpdir(), 'livemode-host-'))
  t.teardown(() => rm(root, {recursive: true}))
  t.deepEqual(await findGrubConfigurations(root), [])
  for (const folder of ['boot/grub2', 'boot/efi/EFI/redhat', 'boot/efi/EFI/BOOT']) {
    await mkdir(join(root, folder), {recursive: true})
  }
  await writeFile(join(root, 'boot/efi/EFI/redhat/grub.cfg'), '')
  await symlink('../efi/EFI/redhat/grub.cfg', join(root, 'boot/grub2/grub.cfg'))
  t.deepEqual(await findGrubConfigurations(root), ['/boot/efi/EFI/redhat/grub.cfg'])
  await rm(join(root, 'boot/grub2/grub.cfg'))
  await writeFile(join(root, 'boot/grub2/grub.cfg'), '')
  t.deepEqual(await findGrubConfigurations(root), [
    '/boot/grub2/grub.cfg',
    '/boot/efi/EFI/redhat/grub.cfg',
  ])
})
