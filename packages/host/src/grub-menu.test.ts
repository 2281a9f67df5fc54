// What a grub.cfg does with the environment block and with entries of the Boot Loader Specification.
import test from 'ava'
import {parseGrubMenu} from './grub-menu.ts'

const header = `if [ -s $prefix/grubenv ]; then
  set have_grubenv=true
  load_env
fi
if [ "\${next_entry}" ] ; then
   set default="\${next_entry}"
   set next_entry=
   save_env next_entry
   set boot_once=true
else
   set default="0"
fi
`
const entry = `menuentry 'Debian' {
    linux /boot/vmlinuz root=/dev/sda ro console=ttyS0
    initrd /boot/initrd.img
}
`

for (const [what, text, readsNextEntry, readsEntries, goesOn = false] of [
  ['as grub-mkconfig makes it', header + entry, true, false],
  ['of Enterprise Linux', `${header}insmod blscfg\nblscfg\n`, true, true],
  [
    'of Enterprise Linux with its entries in the file',
    `${header}insmod blscfg\n${entry}`,
    true,
    false,
  ],
  ['by hand', `# nothing here reads next_entry\nset default=0\n${entry}`, false, false],
  ['that is commented out', header.replace(/^/gm, '  # '), false, false],
  ['that never loads what it tests', header.replace('load_env', 'true'), false, false],
  [
    'that goes on elsewhere',
    `set prefix=($root)/grub\nconfigfile $prefix/grub.cfg\n`,
    false,
    false,
    true,
  ],
  ['with a submenu elsewhere', `submenu 'x' {\n    configfile /x.cfg\n}\n`, false, false],
  ['of nothing', '', false, false],
] as const) {
  test(`a menu ${what}`, t => {
    t.deepEqual(parseGrubMenu(text), {readsNextEntry, readsEntries, goesOn})
  })
}
