// An entry of the Boot Loader Specification names files below the place where its file system is mounted.
import test from 'ava'
import {parseBlsEntry} from './bls-entry.ts'

test('an entry as kernel-install writes it', t => {
  const text = `# Boot Loader Specification type#1 entry
title      Debian GNU/Linux 13 (trixie)
version    6.12.118+deb13-amd64
machine-id 1f2a
sort-key   debian
options    root=UUID=1 ro  quiet
options    console=ttyS0
linux      /1f2a/6.12.118+deb13-amd64/linux
initrd     /microcode.img
initrd     /1f2a/6.12.118+deb13-amd64/initrd.img-6.12.118+deb13-amd64
`
  const [entry] = parseBlsEntry(text, {boot: '/boot/efi', name: 'x.conf'})
  t.like(entry, {
    kernel: '/boot/efi/1f2a/6.12.118+deb13-amd64/linux',
    initramfs: [
      '/boot/efi/microcode.img',
      '/boot/efi/1f2a/6.12.118+deb13-amd64/initrd.img-6.12.118+deb13-amd64',
    ],
    version: '6.12.118+deb13-amd64',
    cmdline: 'root=UUID=1 ro  quiet console=ttyS0',
  })
  t.is(
    entry?.renderTrial({id: 'x', title: 'On trial', more: 'panic=60'}),
    `title On trial
# Boot Loader Specification type#1 entry
version    6.12.118+deb13-amd64
machine-id 1f2a
options    root=UUID=1 ro  quiet
options    console=ttyS0
linux      /1f2a/6.12.118+deb13-amd64/linux
initrd     /microcode.img
initrd     /1f2a/6.12.118+deb13-amd64/initrd.img-6.12.118+deb13-amd64
options panic=60
`,
  )
})

test('an entry that boots no Linux is none, one without a version is', t => {
  t.deepEqual(parseBlsEntry('title x\nefi /shell.efi\n', {boot: '/efi', name: 'x.conf'}), [])
  const [entry] = parseBlsEntry('linux\t/vmlinuz\n', {boot: '/efi', name: 'x.conf'})
  t.like(entry, {kernel: '/efi/vmlinuz', initramfs: [], version: undefined, cmdline: ''})
})
