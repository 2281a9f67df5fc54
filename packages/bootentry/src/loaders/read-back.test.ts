// What a loader tells of its entries is understood, and so is what it does not tell.
import test from 'ava'
import {parseMenuEntry} from './grub-config.ts'
import {differInNextEntryOnly, parseGrubEnvironment} from './grub-environment.ts'
import {parseGrubbyInfo} from './grubby-info.ts'
import {parseBootctlList, parseDefaultEntry, systemdBoot} from './systemd-boot.ts'

const menu = `menuentry 'Debian GNU/Linux' --class debian $menuentry_id_option 'gnulinux-simple-1' {
	linux	/boot/vmlinuz-6.1 root=UUID=1 ro
	initrd	/boot/initrd.img-6.1
}
menuentry 'Live upgrade to Debian 13' --id livemode-upgrade --unrestricted {
insmod ext2
linux /livemode/livemode-vmlinuz root=live:UUID=1 'dyndbg=a b' rw
initrd /livemode/livemode-initramfs.img
}
`

test('an entry of a menu of GRUB’s', t => {
  t.deepEqual(parseMenuEntry(menu, 'livemode-upgrade'), {
    id: 'livemode-upgrade',
    title: 'Live upgrade to Debian 13',
    kernel: '/livemode/livemode-vmlinuz',
    initramfs: '/livemode/livemode-initramfs.img',
    cmdline: 'root=live:UUID=1 "dyndbg=a b" rw',
  })
  t.is(parseMenuEntry(menu, 'livemode'), null)
  t.is(parseMenuEntry('', 'livemode-upgrade'), null)
})

test('GRUB’s environment, listed and as the block itself', t => {
  const block = '# GRUB Environment Block\nsaved_entry=a\nnext_entry=b=c\n#####'
  t.deepEqual(
    [...parseGrubEnvironment(block)],
    [
      ['saved_entry', 'a'],
      ['next_entry', 'b=c'],
    ],
  )
  t.true(differInNextEntryOnly(block, 'saved_entry=a\n'))
  t.false(differInNextEntryOnly(block, 'saved_entry=b\nnext_entry=b=c\n'))
})

const info = `index=1
kernel="/boot/livemode-vmlinuz"
args="rw crashkernel=auto $tuned_params"
root="live:UUID=1"
initrd="/boot/livemode-initramfs.img $tuned_initrd"
title="Upgrade"
id="0123-upgrade.x86_64"
`

test('what grubby tells', t => {
  t.deepEqual(parseGrubbyInfo(info), {
    id: '0123-upgrade.x86_64',
    title: 'Upgrade',
    kernel: '/boot/livemode-vmlinuz',
    initramfs: '/boot/livemode-initramfs.img',
    cmdline: 'root=live:UUID=1 rw crashkernel=auto $tuned_params',
  })
  const debug = info.replace('id="0123-upgrade.x86_64"', 'id="0123-upgrade.x86_64~debug"')
  const whole = parseGrubbyInfo(info)
  t.deepEqual(parseGrubbyInfo(`index=0\n${info}\nindex=1\n${debug}`), whole)
  t.deepEqual(parseGrubbyInfo(`index=0\n${debug}\nindex=1\n${info}`), whole)
  t.is(parseGrubbyInfo('grubby: Kernel not found\n'), null)
})

const listed =
  '{"id":"a.conf","title":"A","linux":"/a","initrd":["/i"],"options":"ro"}\n{"id":"b.conf","linux":"/b"}'

test('what bootctl lists: line by line, or as a list', t => {
  const a = {id: 'a.conf', title: 'A', kernel: '/a', initramfs: '/i', cmdline: 'ro'}
  t.deepEqual(parseBootctlList(listed, 'a.conf'), a)
  t.deepEqual(parseBootctlList(`[${listed.replace('\n', ',')}]`, 'a.conf'), a)
  t.is(parseBootctlList(listed, 'c.conf'), null)
  t.is(parseBootctlList('', 'a.conf'), null)
})

test('the default of systemd-boot', t => {
  const text =
    '         type: Boot Loader Specification Type #1 (.conf)\n        title: A\n           id: a.conf\n\n        title: B (default) (selected)\n           id: b.conf\n       source: /efi/b.conf\n'
  t.is(parseDefaultEntry(text), 'b.conf')
  t.is(parseDefaultEntry(text.replace(' (default)', '')), null)
})

test('the variable of one boot', t => {
  const {parse} = systemdBoot.arming.armed
  const text = Buffer.from('-livemode-upgrade.conf\0', 'utf16le')
  t.is(parse(Buffer.concat([Buffer.from([7, 0, 0, 0]), text])), '-livemode-upgrade.conf')
  t.is(parse(Buffer.from([7, 0, 0, 0, 0, 0])), null)
})
