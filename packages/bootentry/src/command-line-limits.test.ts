// A line that would not come to the kernel as planned is found, by the byte.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {
  assertCommandLine,
  checkCommandLine,
  checkHostCommandLine,
  mostBytes,
} from './command-line-limits.ts'
import type {BootEntry, LoaderId} from './entry.ts'

const entryOf = (loader: LoaderId, cmdline: string): BootEntry => ({
  loader,
  title: 'An upgrade',
  kernel: '/boot/livemode/vmlinuz',
  initramfs: '/boot/livemode/initramfs',
  arguments: {add: [], remove: []},
  cmdline,
})

const check = (entry: BootEntry) => checkCommandLine({cmdline: entry.cmdline, entry})

/** What the loader puts in front, with the space behind it. */
const own: Readonly<Record<LoaderId, string>> = {
  grub: 'BOOT_IMAGE=/boot/livemode/vmlinuz ',
  grubby: 'BOOT_IMAGE=(mduuid/00000000000000000000000000000000)/boot/livemode/vmlinuz ',
  kexec: 'BOOT_IMAGE=/boot/livemode/vmlinuz ',
  'systemd-boot': 'initrd=\\livemode\\initramfs ',
}

for (const [loader, {length}] of Object.entries(own) as [LoaderId, string][]) {
  test(`${loader} passes on ${mostBytes - length} bytes, and not one more`, t => {
    const longest = `a=${'b'.repeat(mostBytes - length - 2)}`
    t.deepEqual(check(entryOf(loader, longest)), [])
    t.deepEqual(check(entryOf(loader, `${longest}b`)), [
      {
        id: 'command-line-too-long',
        sentence:
          'the command line of the live boot has 2048 bytes, and a kernel takes 2047: what is behind them would be missing',
        remedy: 'take arguments from the kernel command line of this machine, and reboot',
      },
    ])
  })
}

test('where no loader is known its addition is not counted', t => {
  const cmdline = `a=${'b'.repeat(mostBytes - 2)}`
  t.deepEqual(checkCommandLine({cmdline, entry: null}), [])
  t.is(checkCommandLine({cmdline: `${cmdline}b`, entry: null}).length, 1)
})

const notAscii = {
  id: 'kernel-argument-not-ascii',
  sentence:
    'the kernel argument a.b= has a character in its value that is not printable ASCII: the kernel and dracut may take it for a space',
  remedy: 'take it from the kernel command line of this machine, and reboot',
}

for (const value of ['à', '\u00a0root=c', '\ufffd', '\u001b[2J', '"c\td"']) {
  test(`${JSON.stringify(value)} is found, and not shown`, t => {
    t.deepEqual(check(entryOf('grub', `debug a.b=${value}`)), [notAscii])
  })
}

test('an entry with such a line is refused', t => {
  t.notThrows(() => assertCommandLine(entryOf('grub', 'debug a.b="c d"')))
  const error = t.throws(() => assertCommandLine(entryOf('grub', 'a.b=à')), {
    instanceOf: LivemodeError,
    message: notAscii.sentence,
  })
  t.is(error?.code, 'HOST_INVALID')
  t.is(error?.hint, notAscii.remedy)
})

test('a line of the host that may have been cut off is found', t => {
  t.deepEqual(checkHostCommandLine({kernelCmdline: 'a'.repeat(mostBytes - 1)}), [])
  t.deepEqual(checkHostCommandLine({kernelCmdline: 'a'.repeat(3000)}), [
    {
      id: 'command-line-too-long',
      sentence:
        'the kernel command line of this machine has 3000 bytes, and a kernel takes 2047: some arguments may be missing from it',
      remedy: 'take arguments from the kernel command line of this machine, and reboot',
    },
  ])
})
