// The menu that grub-mkconfig makes is read as GRUB reads it, submenus too.
import test from 'ava'
import {parseGrubEntries} from './grub-entries.ts'

test('entries have their kernel, its initramfs and its arguments', t => {
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
  t.deepEqual(parseGrubEntries(text), [
    {
      id: 'gnulinux-simple',
      title: 'Debian GNU/Linux',
      kernel: '/boot/vmlinuz-6.12.118',
      initramfs: ['/boot/initrd.img-6.12.118'],
      arguments: ['root=UUID=1', 'ro', 'quiet'],
    },
    {
      id: 'gnulinux-advanced-1>gnulinux-6.1-advanced-1',
      title: 'With Linux 6.1',
      kernel: '/boot/vmlinuz-6.1',
      initramfs: [],
      arguments: ['root=/dev/sda1', 'ro'],
    },
    {
      id: 'gnulinux-advanced-1>With >> Linux 5.10',
      title: 'With > Linux 5.10',
      kernel: '/boot/vmlinuz-5.10',
      initramfs: [],
      arguments: ['root=/dev/sda1', 'ro'],
    },
    {
      id: 'the last',
      title: 'Last > all',
      kernel: '/boot/vmlinuz-last',
      initramfs: [],
      arguments: ['root=/dev/sda1'],
    },
  ])
})
