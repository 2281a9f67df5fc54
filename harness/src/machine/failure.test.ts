// A line that shows a failure is named and explained; a line that only looks like one is left alone.
import test from 'ava'
import {bootFailed, findFailure} from './failure.ts'

const system = 'Debian GNU/Linux 13 (trixie)'
const at = (text: string) => ({seconds: 12.34, text})

test('a row of the table', t => {
  const line = at('dracut: FATAL: Failed to find a root filesystem in /tmp/curl_fetch_url0/x.img.')
  t.deepEqual(findFailure(line, {system}), {
    id: 'root-not-found',
    meaning: 'the live image was read, but the initramfs finds no root file system in it',
    line,
  })
})

test('the welcome of another system', t => {
  const line = at('Welcome to Debian GNU/Linux 12 (bookworm)!')
  t.deepEqual(findFailure(line, {system}), {
    id: 'wrong-root',
    meaning:
      'the wrong root was booted: Debian GNU/Linux 12 (bookworm) instead of Debian GNU/Linux 13 (trixie)',
    line,
  })
})

const harmless = [
  'Welcome to Debian GNU/Linux 13 (trixie)!',
  'Welcome to Debian GNU/Linux 13 (trixie) dracut-106-6 (Initramfs)!',
  "overlayfs: failed to resolve '/run/overlayfs': -2",
  '[FAILED] Failed to mount sysroot.mount - /sysroot.',
  '[  *** ] A start job is running for /dev/disk/by-uuid/… (12s / 1min 30s)',
  '[  *** ] Job dev-vda1.device/start running (12s / 1min 30s)',
  'reboot: Power down',
]

for (const text of harmless) {
  test(`no failure: ${text}`, t => {
    t.is(findFailure(at(text), {system}), undefined)
  })
}

test('no system is wrong where none is expected', t => {
  t.is(findFailure(at('Welcome to Fedora!'), {system: undefined}), undefined)
})

test('the error has the time, the meaning, the line and the end of the console', t => {
  const failure = {
    id: 'kernel-panic',
    meaning: 'the kernel panicked',
    line: at('Kernel panic'),
  } as const
  const error = bootFailed(failure, '    [    1.00] one\n    [    2.00] two')
  t.is(error.code, 'BOOT_FAILED')
  t.is(
    error.message,
    [
      'the boot failed after 12.3 s: the kernel panicked (kernel-panic)',
      '  seen: Kernel panic',
      '  last lines of the console:',
      '    [    1.00] one',
      '    [    2.00] two',
    ].join('\n'),
  )
})
