// The same through grubby, which here is a program of the test's own that keeps one entry.
import {mkdtemp} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {discard, grubby, prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)

const install = 'install --engine probe --out /media/artifacts'

test('through grubby, with an environment block on another file system', async t => {
  const efi = await mkdtemp(join(tmpdir(), 'livemode-boot-'))
  t.teardown(() => discard(efi))
  const machine = await start(t, {[efi]: '/boot/other'})
  await machine.putProgram('/usr/sbin/grubby', grubby)
  await machine.shell(
    'ln -s grub-editenv /usr/bin/grub2-editenv; mkdir /boot/grub2; grub-editenv /boot/other/grubenv set saved_entry=a; ln -s ../other/grubenv /boot/grub2/grubenv',
  )
  const tree = await machine.tree()
  const {code, lines} = await machine.livemode(`${install} --loader grubby`)
  t.is(code, 0, lines.join('\n'))
  t.deepEqual(
    (await machine.shell('grub-editenv /boot/other/grubenv list; readlink /boot/grub2/grubenv'))
      .lines,
    ['saved_entry=a', 'next_entry=0123-upgrade', '../other/grubenv'],
  )
  t.is((await machine.livemode('status')).lines[1], 'next boot  the live image')
  // As a live boot leaves it that has lost its power half-way.
  await machine.shell(`
    grub-editenv /boot/other/grubenv unset next_entry
    grub-editenv /boot/other/grubenv set saved_entry=0123-upgrade fallback=0123-upgrade
    printf a >/etc/livemode/default-entry`)
  t.is(
    (await machine.livemode('status')).lines[1],
    'next boot  the live image, until the upgrade has ended',
  )
  t.is((await machine.livemode('remove')).code, 0)
  await machine.shell('rm /var/lib/grubby-entry.args')
  t.deepEqual(await machine.tree(), tree)
})

test('where Leapp’s own entry is the default one, a live boot that fails ends in the source all the same', async t => {
  const machine = await start(t)
  await machine.putProgram('/usr/sbin/grubby', grubby)
  await machine.shell(`
    ln -s grub-editenv /usr/bin/grub2-editenv
    mkdir /boot/grub2
    grub-editenv /boot/grub2/grubenv set saved_entry=leapps kernelopts=ro
    echo leapps >/boot/vmlinuz-upgrade.x86_64
    echo leapps >/boot/initramfs-upgrade.x86_64.img`)
  const tree = await machine.tree()
  const {code, lines} = await machine.livemode(`${install} --loader grubby`)
  t.is(code, 0, lines.join('\n'))
  t.deepEqual(
    (await machine.shell('grub-editenv /boot/grub2/grubenv list; cat /boot/*-upgrade.x86_64*'))
      .lines,
    ['kernelopts=ro', 'next_entry=0123-upgrade', 'leapps', 'leapps'],
  )
  t.is((await machine.livemode('remove')).code, 0)
  await machine.shell('rm /var/lib/grubby-entry.args')
  t.deepEqual(await machine.tree(), tree)
})

test('an environment block where GRUB of a BIOS does not look for it is refused', async t => {
  const machine = await start(t)
  await machine.putProgram('/usr/sbin/grubby', grubby)
  await machine.shell(
    'mkdir -p /boot/grub2 /boot/efi; grub-editenv /boot/efi/grubenv create; ln -s ../efi/grubenv /boot/grub2/grubenv',
  )
  const tree = await machine.tree()
  const {code, lines} = await machine.livemode(`${install} --loader grubby`)
  t.is(code, 3)
  t.is(lines[0], 'livemode: the upgrade is refused: environment-not-read, kexec-not-possible')
  t.deepEqual(await machine.tree(), tree)
})
