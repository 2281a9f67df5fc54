// Captured consoles of failed boots are told apart, a healthy one has no failure in it.
import {readFile} from 'node:fs/promises'
import test from 'ava'
import type {BootFailure} from './machine/failure.ts'
import {watchForFailure} from './machine/failure-watch.ts'
import {findSignature, type SignatureId, signatures} from './signatures.ts'

const system = 'Debian GNU/Linux 13 (trixie)'

async function findInCapture(name: string): Promise<BootFailure | undefined> {
  const text = await readFile(new URL(`./captures/${name}.txt`, import.meta.url), 'utf8')
  const watch = watchForFailure({system})
  for (const line of text.trimEnd().split('\n')) {
    const [, seconds, rest = ''] = /^\[ *([\d.]+)\] (.*)$/.exec(line) ?? []
    watch.take({seconds: Number(seconds), text: rest})
  }
  watch.end()
  return watch.failure
}

const captures: readonly [id: BootFailure['id'], line: RegExp][] = [
  ['image-missing', /Job dev-mapper-live\\x2drw\.device\/start running \(17s \/ 50min\)/],
  ['wrong-root', /^Welcome to Debian GNU\/Linux 12 \(bookworm\)!$/],
  ['image-unreadable', /mount: \/run\/initramfs\/squashfs: wrong fs type/],
  ['device-missing', /Warning: Could not boot\.$/],
  ['emergency-shell', /^Entering emergency mode\. Exit the shell to continue\.$/],
  ['overlay-prompt', /Unable to find a persistent overlay; using a temporary one\.$/],
  ['kernel-panic', /Unable to mount root fs on unknown-block\(0,0\)$/],
  ['out-of-memory', /System is deadlocked on memory$/],
  ['halted', /reboot: System halted$/],
]

for (const [id, line] of captures) {
  test(`capture ${id}`, async t => {
    const failure = await findInCapture(id)
    t.is(failure?.id, id)
    t.regex(failure?.line.text ?? '', line)
  })
}

for (const name of ['healthy', 'slow']) {
  test(`no failure: ${name}`, async t => {
    t.is(await findInCapture(name), undefined)
  })
}

// Texts of other versions, and of failures that are not so easily provoked.
const texts: readonly [id: SignatureId, text: string][] = [
  [
    'image-absent',
    '[   21.4] livemode: the live boot has failed: the image is missing: there is no /x.img on UUID=1',
  ],
  [
    'image-refused',
    '[   21.4] livemode: the live boot has failed: the image is not the one that was installed: the',
  ],
  [
    'image-unchecked',
    '[   21.4] livemode: the live boot has failed: the image cannot be checked: the command line',
  ],
  [
    'root-refused',
    '[   21.4] livemode: the live boot has failed: the root that came up is not the image: it has no',
  ],
  [
    'initramfs-limit',
    '[  301.4] livemode: the live boot has failed: it has not left the initramfs after 300 s: what',
  ],
  ['live-boot-failed', '[   21.4] livemode: the live boot has failed: what failed: x.service'],
  ['image-missing', '[ ***  ] A start job is running for /dev/mapper/live-rw (1min 2s / 50min)'],
  ['image-unreadable', '[   31.2] SQUASHFS error: Unable to read fragment cache entry [11e1a2]'],
  ['wrong-file-system', 'mount: /sysroot: wrong fs type, bad option, bad superblock on /dev/vda1.'],
  ['download-failed', 'dracut-initqueue[671]: Warning: failed to download live image: error 0'],
  ['overlay-prompt', 'Press [Enter] to continue.'],
  ['media-check', 'CD check failed!'],
  [
    'media-check',
    'Media check failed! We do not recommend using this medium. System will halt in 12 hours',
  ],
  ['unhandled-root', "dracut: FATAL: Don't know how to handle 'root=live:http://192.0.2.1/x.img'"],
  [
    'root-not-found',
    'dracut: FATAL: Failed to find a root filesystem in /tmp/curl_fetch_url0/x.img.',
  ],
  ['root-not-mounted', "dracut-mount[702]: Warning: Can't mount root filesystem"],
  ['device-missing', 'dracut-initqueue[525]: Warning: Could not boot.'],
  ['device-missing', 'Warning: "/dev/root" does not exist'],
  ['no-init', 'Kernel panic - not syncing: No working init found.'],
  ['dracut-gave-up', 'dracut: FATAL: FIPS integrity test failed'],
  ['dracut-gave-up', 'dracut: Refusing to continue'],
  [
    'dracut-gave-up',
    'Warning: Boot has failed. To debug this issue add "rd.shell rd.debug" to the kernel command line.',
  ],
  ['emergency-shell', 'Give root password for maintenance'],
  ['emergency-shell', '(or press Control-D to continue): Press Enter for maintenance'],
  ['emergency-shell', 'You are in emergency mode. After logging in, type "journalctl -xb" to view'],
  ['emergency-shell', 'Cannot open access to console, the root account is locked.'],
  ['emergency-target', '[  OK  ] Reached target emergency.target - Emergency Mode.'],
  ['ordering-cycle', 'systemd[1]: upgrade.service: Found ordering cycle on local-fs.target/start'],
  ['ordering-cycle', '[ SKIP ] Ordering cycle found, skipping upgrade.service'],
  ['manager-frozen', '[!!!!!!] Failed to mount API filesystems. Freezing execution.'],
  ['out-of-memory', 'Out of memory: Killed process 812 (mksquashfs) total-vm:1934024kB'],
]

for (const [id, text] of texts) {
  test(`${id}: ${text}`, t => {
    t.is(findSignature(text), id)
  })
}

for (const [id, {meaning}] of Object.entries(signatures)) {
  test(`${id} is explained`, t => {
    t.regex(meaning, /^[A-Za-z].*[^.]$/)
  })
}
