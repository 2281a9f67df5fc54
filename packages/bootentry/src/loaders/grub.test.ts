// The script for /etc/grub.d says the planned entry in the words of a shell and of GRUB's menu.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import type {BootEntry} from '../entry.ts'
import {grub} from './grub.ts'

const entry: BootEntry = {
  loader: 'grub',
  title: "Debian's upgrade",
  kernel: '/boot/livemode/vmlinuz',
  initramfs: '/boot/livemode/initramfs',
  arguments: {add: [], remove: []},
  cmdline: 'dyndbg="file a +p" memmap=4G$0x1 root=live:UUID=1 x;y',
}

const scriptOf = (cmdline: string) => grub.planFiles({...entry, cmdline})[0]

test('every argument is one word of the menu', t => {
  const script = scriptOf(entry.cmdline)
  t.is(script?.path, '/etc/grub.d/99_livemode')
  t.is(script?.mode, 0o755)
  const assignments = script?.content.split('\n').filter(line => /^\w+='/.test(line))
  t.deepEqual(assignments, [
    String.raw`title=''\''Debian’s upgrade'\'''`,
    "kernel='/boot/livemode/vmlinuz'",
    "initramfs='/boot/livemode/initramfs'",
    String.raw`arguments=''\''dyndbg=file a +p'\'' '\''memmap=4G$0x1'\'' root=live:UUID=1 '\''x;y'\'''`,
  ])
  t.false(script?.content.includes('@'))
})

test('what GRUB would put a backslash into is refused', t => {
  for (const [argument, what] of [
    [String.raw`a=b\c`, 'the value of a'],
    ["a='b'", 'the value of a'],
    [String.raw`a\b`, String.raw`a\b`],
  ] as const) {
    const error = t.throws(() => scriptOf(argument), {
      instanceOf: LivemodeError,
      message: `GRUB cannot pass ${what} on: it has a quote or a backslash in it`,
    })
    t.is(error?.code, 'HOST_INVALID')
    t.is(error?.hint, 'take it from the kernel command line of this machine')
  }
})

test('the entry is put at the end of the menu that is there', t => {
  t.deepEqual(grub.planSteps(entry), [
    [
      'sh',
      '-c',
      "umask 077; sed '\\|^### BEGIN /etc/grub.d/99_livemode ###$|,\\|^### END /etc/grub.d/99_livemode ###$|d' /boot/grub/grub.cfg >/boot/grub/grub.cfg.livemode-new && { echo '### BEGIN /etc/grub.d/99_livemode ###' && /etc/grub.d/99_livemode && echo '### END /etc/grub.d/99_livemode ###'; } >>/boot/grub/grub.cfg.livemode-new",
    ],
    ['grub-script-check', '/boot/grub/grub.cfg.livemode-new'],
  ])
})
