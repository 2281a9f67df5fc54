// The menu that grub-mkconfig makes is read as GRUB reads it, submenus too.
import test from 'ava'
import {findGrubDefault, renderGrubDefault} from './grub-default.ts'
import {parseGrubEntries, renderGrubEntry} from './grub-entries.ts'

const text = `
if [ x$feature_default_font_path = xy ] ; then
   font=unicode
fi
menuentry 'Debian GNU/Linux' --class debian $menuentry_id_option 'gnulinux-simple' {
	load_video
	echo	'Loading Linux 6.12.118 ...'
	linux	/boot/vmlinuz-6.12.118 root=UUID=1 ro  quiet
	echo	'Loading initial ramdisk ...'
	initrd	/boot/initrd.img-6.12.118
}
function load_video {
  insmod all_video
}
submenu 'Advanced options' $menuentry_id_option 'gnulinux-advanced-1' { # more
	menuentry 'With Linux 6.1' --class debian $menuentry_id_option 'gnulinux-6.1-advanced-1' {
		linux	/boot/vmlinuz-6.1 root=/dev/sda1 ro
	}
	menuentry "With > Linux 5.10" {
		linux	/boot/vmlinuz-5.10 root=/dev/sda1 ro
	}
}
menuentry 'Last > all' --id "the last" {
	linux	/boot/vmlinuz-last root=/dev/sda1
}
menuentry "Other" { chainloader +1
}
`

test('entries have their kernel, its initramfs and its arguments', t => {
  const entries = parseGrubEntries(text)
  t.deepEqual(
    entries.map(({lines: _, names: __, ...entry}) => entry),
    [
      {
        kernel: '/boot/vmlinuz-6.12.118',
        initramfs: ['/boot/initrd.img-6.12.118'],
        arguments: ['root=UUID=1', 'ro', 'quiet'],
      },
      {
        kernel: '/boot/vmlinuz-6.1',
        initramfs: [],
        arguments: ['root=/dev/sda1', 'ro'],
      },
      {
        kernel: '/boot/vmlinuz-5.10',
        initramfs: [],
        arguments: ['root=/dev/sda1', 'ro'],
      },
      {
        kernel: '/boot/vmlinuz-last',
        initramfs: [],
        arguments: ['root=/dev/sda1'],
      },
    ],
  )
  const more = 'panic=60'
  t.deepEqual(renderGrubEntry(entries[0] ?? {lines: []}, {id: 'x', title: 'X', more}).split('\n'), [
    "menuentry 'X' --id x --unrestricted {",
    '\tload_video',
    "\techo\t'Loading Linux 6.12.118 ...'",
    '\tlinux\t/boot/vmlinuz-6.12.118 root=UUID=1 ro  quiet panic=60',
    "\techo\t'Loading initial ramdisk ...'",
    '\tinitrd\t/boot/initrd.img-6.12.118',
    '}',
    '',
  ])
})

test('what an entry does in braces is its own, too', t => {
  const [entry] = parseGrubEntries(
    "menuentry 'A' {\n  if true; then {\n    linux /a root=x\n  }\n  fi\n}\nset x=1\n",
  )
  t.deepEqual(entry?.lines, ['  if true; then {', '    linux /a root=x', '  }', '  fi'])
})

test('entries are found by number, title and id, through their submenus', t => {
  const entries = parseGrubEntries(text)
  const kernelOf = (word: string) => findGrubDefault(entries, word)?.kernel.split('-')[1]
  t.is(kernelOf(''), '6.12.118')
  for (const word of [
    '1>0',
    'Advanced options>With Linux 6.1',
    'gnulinux-advanced-1>gnulinux-6.1-advanced-1',
    '1',
    'gnulinux-advanced-1',
  ])
    t.is(kernelOf(word), '6.1', word)
  t.is(kernelOf('1>With >> Linux 5.10'), '5.10')
  for (const word of ['2', 'the last', 'Last >> all']) t.is(kernelOf(word), 'last', word)
  for (const word of ['3', 'Other', '1>2', '0>0', '1>0>0', 'nothing'])
    t.is(kernelOf(word), undefined, word)
  t.deepEqual(entries.map(renderGrubDefault), [
    'gnulinux-simple',
    'gnulinux-advanced-1>gnulinux-6.1-advanced-1',
    'gnulinux-advanced-1>With >> Linux 5.10',
    'the last',
  ])
})
