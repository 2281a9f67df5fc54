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

/** Boots by default what an administrator, or a program, has chosen. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is GRUB’s.
const saved = header.replace('default="0"', 'default="${saved_entry}"')

const nothing = {
  readsNextEntry: false,
  readsSavedEntry: false,
  readsEntries: false,
  goesOn: false,
}

for (const [what, text, does] of [
  ['as grub-mkconfig makes it', header + entry, {readsNextEntry: true}],
  [
    'of Enterprise Linux',
    `${saved}insmod blscfg\nblscfg\n`,
    {readsNextEntry: true, readsSavedEntry: true, readsEntries: true},
  ],
  [
    'of Enterprise Linux with its entries in the file',
    `${saved}insmod blscfg\n${entry}`,
    {readsNextEntry: true, readsSavedEntry: true},
  ],
  [
    'of Enterprise Linux with a default that is configured',
    `${header}blscfg\n`,
    {readsNextEntry: true, readsEntries: true},
  ],
  ['by hand', `# nothing here reads next_entry\nset default=0\n${entry}`, {}],
  ['that is commented out', saved.replace(/^/gm, '  # '), {}],
  ['that never loads what it tests', saved.replace('load_env', 'true'), {}],
  [
    'that goes on elsewhere',
    `set prefix=($root)/grub\nconfigfile $prefix/grub.cfg\n`,
    {goesOn: true},
  ],
  ['with a submenu elsewhere', `submenu 'x' {\n    configfile /x.cfg\n}\n`, {}],
  ['of nothing', '', {}],
] as const) {
  test(`a menu ${what}`, t => {
    t.deepEqual(parseGrubMenu(text), {...nothing, ...does})
  })
}
