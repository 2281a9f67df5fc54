// What the source's crypttab opens by itself is opened in the live system, and nothing else.
import {execFileSync} from 'node:child_process'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {takeOverCrypttab} from './crypttab.ts'

const uuid = 'b5f6a2c1-93c8-4b6e-8c83-0d7a1f0f2a11'
const live = 'nofail,headless=true'
const byHand = (device: string, name: string) =>
  `open it by hand: cryptsetup open ${device} ${name}`
const random = 'its key is random, what is on it would be lost'
const noName = 'its name is none that a device can have'
const noText = 'its line is no text'

// The source's line, and what it becomes: a line, with @ for the source's root, or why the device is left out.
const lines: readonly [string, {kept: string} | {leftOut: string} | undefined][] = [
  ['# name device key options', undefined],
  ['', undefined],
  ['\t # indented', undefined],
  ['alone', undefined],
  [
    `data UUID=${uuid} /etc/keys/data.key luks,discard`,
    {kept: `data UUID=${uuid} @/etc/keys/data.key luks,discard,${live}`},
  ],
  [
    '  archive\t/dev/vg/archive   /root/archive.key',
    {kept: `archive /dev/vg/archive @/root/archive.key ${live}`},
  ],
  [
    `usb /dev/sdb1 /usb.key:UUID=${uuid} keyfile-timeout=10s`,
    {kept: `usb /dev/sdb1 /usb.key:UUID=${uuid} keyfile-timeout=10s,${live}`},
  ],
  [
    'usb2 /dev/sdb1 /usb.key:/dev/sdc1 luks',
    {kept: `usb2 /dev/sdb1 /usb.key:/dev/sdc1 luks,${live}`},
  ],
  [
    'colon /dev/sdb1 /etc/keys/a:b.key luks',
    {kept: `colon /dev/sdb1 @/etc/keys/a:b.key luks,${live}`},
  ],
  [
    'raw /dev/sdb1 /dev/disk/by-id/usb-key keyfile-size=64',
    {kept: `raw /dev/sdb1 /dev/disk/by-id/usb-key keyfile-size=64,${live}`},
  ],
  [
    'header /dev/sdb1 /etc/k luks,header=/boot/header,discard',
    {kept: `header /dev/sdb1 @/etc/k luks,header=@/boot/header,discard,${live}`},
  ],
  [
    'header2 /dev/sdb1 /etc/k header=/header:LABEL=keys',
    {kept: `header2 /dev/sdb1 @/etc/k header=/header:LABEL=keys,${live}`},
  ],
  [
    'container /srv/secret.img /etc/k luks,noauto',
    {kept: `container @/srv/secret.img @/etc/k luks,noauto,${live}`},
  ],
  ['own /dev/sdb1 none luks', {kept: `own /dev/sdb1 @/etc/cryptsetup-keys.d/own.key luks,${live}`}],
  [
    'tpm /dev/sdb1 - tpm2-device=auto,tpm2-signature=/etc/signature.json,tpm2-pcrs=7',
    {leftOut: `its key is in the TPM; ${byHand('/dev/sdb1', 'tpm')}`},
  ],
  [
    'empty /dev/sdb1 none try-empty-password',
    {kept: `empty /dev/sdb1 none try-empty-password,${live}`},
  ],
  [
    'asking /dev/sdb1 /etc/k nofail,headless=no,luks,headless',
    {kept: `asking /dev/sdb1 @/etc/k luks,${live}`},
  ],
  ['net /dev/sdb1 /etc/k _netdev', {kept: `net /dev/sdb1 @/etc/k _netdev,${live}`}],
  [
    'shell /dev/sdb1 /etc/$HOME* luks,$(id),*,`id` ignored',
    {kept: `shell /dev/sdb1 @/etc/$HOME* luks,$(id),*,\`id\`,${live}`},
  ],
  [
    'backslash /dev/disk/by-label/my\\x20disk /etc/a\\040b luks,x=\\n',
    {kept: `backslash /dev/disk/by-label/my\\x20disk @/etc/a\\040b luks,x=\\n,${live}`},
  ],
  ['linked /dev/sdb1 /etc/linked.key luks', {kept: `linked /dev/sdb1 @/persist/key luks,${live}`}],
  ['circle /dev/sdb1 /etc/circle luks', {kept: `circle /dev/sdb1 @/etc/circle luks,${live}`}],
  ['a#+-.:=@_9 /dev/sdb1 /etc/k luks', {kept: `a#+-.:=@_9 /dev/sdb1 @/etc/k luks,${live}`}],
  ['short /dev/sdb2', {leftOut: `it has no key file; ${byHand('/dev/sdb2', 'short')}`}],
  [
    `asked UUID=${uuid} none luks`,
    {leftOut: `it has no key file; ${byHand(`UUID=${uuid}`, 'asked')}`},
  ],
  ['swap /dev/sdc1 /dev/urandom swap', {leftOut: random}],
  ['plain /dev/sdc1 /dev/random plain,size=256', {leftOut: random}],
  ['tmp /dev/sdc1 /etc/k luks,tmp=ext4', {leftOut: 'what is on it would be made anew'}],
  ['swap2 /dev/sdc1 /etc/k swap', {leftOut: 'what is on it would be made anew'}],
  [
    'script /dev/sdc1 none luks,keyscript=/lib/x',
    {leftOut: `systemd has no keyscript; ${byHand('/dev/sdc1', 'script')}`},
  ],
  [
    'token /dev/sdc1 - fido2-device=auto',
    {leftOut: `its key is in a FIDO2 token; ${byHand('/dev/sdc1', 'token')}`},
  ],
  [
    'card /dev/sdc1 /etc/k pkcs11-uri=pkcs11:x',
    {leftOut: `its key is in a PKCS#11 token; ${byHand('/dev/sdc1', 'card')}`},
  ],
  ['open /dev/sdc1 /etc/k luks', {leftOut: 'it is open already'}],
  [
    'other UUID=00ff /etc/k luks',
    {leftOut: 'it is open already as luks-00ff, and gets its own name too'},
  ],
  ['odd UUID=00aa /etc/k luks', {leftOut: 'it is open already as a"*'}],
  ['nul /dev/sdc1 /etc/k\0 luks', {leftOut: noText}],
  ['last /dev/sdc7 /etc/k luks', {kept: `last /dev/sdc7 @/etc/k luks,${live}`}],
]

/** A device that is open under its own name, and two that the initramfs has opened. */
const startOpened = (t: ExecutionContext, crypttab: string | Uint8Array) =>
  startLive(t, {
    source: {
      '/etc/crypttab': crypttab,
      '/etc/cryptsetup-keys.d/own.key': 'secret',
      '/persist/key': 'secret',
    },
    links: {'/etc/linked.key': '/persist/key', '/etc/circle': '/etc/circle'},
    files: {'/dev/mapper/open': '', '/dev/open': '', '/dev/odd': ''},
    programs: {
      findfs: ([, device = '']) => {
        const found = {'UUID=00ff': '/dev/open\n', 'UUID=00aa': '/dev/odd\n'}[device]
        return found === undefined ? {code: 1} : {stdout: found}
      },
      lsblk: argv => ({
        stdout:
          argv.at(-1) === '/dev/open'
            ? 'sdx1      part \nluks-00ff crypt\nvg-data   lvm  \nnested    crypt\n'
            : 'a"* crypt\n',
      }),
    },
  })

const started =
  'systemctl --no-block start cryptsetup.target remote-cryptsetup.target local-fs.target remote-fs.target'
const rules = '/run/udev/rules.d/99-machine-settings.rules'

test('every line is taken over, or left out with its reason', t => {
  // Without a newline at the end.
  const crypttab = lines.map(([line]) => line).join('\n')
  const {live, sourceRoot, lines: said, read, mode, calls} = startOpened(t, crypttab)
  t.is(takeOverCrypttab(live), 0)
  t.deepEqual(
    said,
    lines.flatMap(([line, outcome]) =>
      outcome !== undefined && 'leftOut' in outcome
        ? [`crypttab: ${line.split(' ')[0]} is left out: ${outcome.leftOut}`]
        : [],
    ),
  )
  const kept = lines.flatMap(([, outcome]) =>
    outcome !== undefined && 'kept' in outcome
      ? [outcome.kept.replaceAll(/@(?=\/)/g, sourceRoot)]
      : [],
  )
  t.deepEqual(read('/etc/crypttab').split('\n'), [...kept, ''])
  t.is(mode('/etc/crypttab'), '600')
  t.is(read(rules), 'ENV{DM_NAME}=="luks-00ff", SYMLINK+="mapper/other"\n')
  t.deepEqual(
    calls.filter(call => !/^(findfs|lsblk) /.test(call)),
    [
      'udevadm settle --timeout=30',
      'systemctl daemon-reload',
      started,
      'udevadm control --reload',
      'udevadm trigger --subsystem-match=block --sysname-match=dm-*',
    ],
  )
  t.true(calls.includes('lsblk --noheadings --list --output NAME,TYPE /dev/open'))
})

test('what the image can ask is asked', t => {
  const facts = (deviceSupport: readonly string[]) =>
    JSON.stringify({
      version: 1,
      buildId: '1',
      target: {id: 'debian-13', title: 'Debian 13'},
      engines: ['probe'],
      deviceSupport,
      canLogIn: false,
    })
  const crypttab =
    'tpm UUID=1 - tpm2-device=auto,tpm2-signature=/etc/s.json\ntoken UUID=2 - fido2-device=auto\n'
  const kept = (deviceSupport: readonly string[]) => {
    const {live, sourceRoot, read} = startLive(t, {
      source: {'/etc/crypttab': crypttab},
      files: {'/usr/lib/livemode/image.json': facts(deviceSupport)},
      programs: {findfs: () => ({code: 1})},
    })
    t.is(takeOverCrypttab(live), 0)
    return read('/etc/crypttab').replaceAll(sourceRoot, '@')
  }
  t.is(kept(['tpm2']), `tpm UUID=1 none tpm2-device=auto,tpm2-signature=@/etc/s.json,${live}\n`)
  t.is(kept([]), '')
})

test('what clevis has bound is asked for, and for a time', t => {
  const facts = {
    ...{version: 1, buildId: '1', target: {id: 'debian-13', title: 'Debian 13'}},
    ...{engines: ['probe'], deviceSupport: ['clevis'], canLogIn: false},
  }
  const {live, sourceRoot, read, calls} = startLive(t, {
    source: {
      '/etc/crypttab':
        'bound UUID=1 none luks,_netdev,timeout=0\nfile UUID=1 /etc/k luks\nother /dev/b none luks\n',
    },
    files: {'/usr/lib/livemode/image.json': JSON.stringify(facts)},
    programs: {
      findfs: () => ({stdout: '/dev/a\n'}),
      clevis: argv => ({stdout: argv.at(-1) === '/dev/a' ? "1: tang '{}'\n" : ''}),
    },
  })
  t.is(takeOverCrypttab(live), 0)
  t.deepEqual(read('/etc/crypttab').replaceAll(sourceRoot, '@').split('\n'), [
    'bound UUID=1 none luks,_netdev,nofail,timeout=300',
    'file UUID=1 @/etc/k luks,nofail,headless=true',
    '',
  ])
  t.deepEqual(
    calls.filter(call => call.startsWith('clevis')),
    ['clevis luks list -d /dev/a', 'clevis luks list -d /dev/b'],
  )
})

// Each would end a string in a udev rule, or mean something in one; or lead to another folder.
const names = [
  'x",RUN+="/sysroot/evil",SYMLINK+="y',
  "a'b",
  'a,b',
  '$kernel',
  '%k',
  'a*',
  'a\\x20b',
  'é',
  '../../etc/x',
  '..',
  'n'.repeat(128),
]

for (const name of names) {
  test(`${name.slice(0, 40)} is no name`, t => {
    // Where such a device is open already is where a rule would be written.
    const {live, lines, read, calls} = startOpened(t, `${name} UUID=00ff /etc/k luks\n`)
    t.is(takeOverCrypttab(live), 0)
    t.deepEqual(lines, [`crypttab: ${name} is left out: ${noName}`])
    t.is(read('/etc/crypttab'), '')
    t.is(read(rules), '')
    t.deepEqual(calls, ['udevadm settle --timeout=30'])
  })
}

test('a line that is no text is left out', t => {
  const text = Buffer.from(
    'a\x1b[2J\rb /dev/sda1 /etc/k luks\nb /dev/sda2 /etc/\xe9 luks\n',
    'latin1',
  )
  const {live, lines, read} = startOpened(t, text)
  t.is(takeOverCrypttab(live), 0)
  t.deepEqual(lines, [
    `crypttab: a?[2J?b is left out: ${noText}`,
    `crypttab: b is left out: ${noText}`,
  ])
  t.is(read('/etc/crypttab'), '')
})

test('with nothing to open systemd is not disturbed', t => {
  const {live, lines, read, calls} = startOpened(t, 'a /dev/sda1 none luks\n')
  t.is(takeOverCrypttab(live), 0)
  t.deepEqual(lines, [`crypttab: a is left out: it has no key file; ${byHand('/dev/sda1', 'a')}`])
  t.is(read('/etc/crypttab'), '')
  t.deepEqual(calls, ['udevadm settle --timeout=30'])
})

test('a device that is a path is asked about as it is', t => {
  const {live, read} = startOpened(t, 'mine /dev/open /etc/k luks\n')
  t.is(takeOverCrypttab(live), 0)
  t.is(read(rules), 'ENV{DM_NAME}=="luks-00ff", SYMLINK+="mapper/mine"\n')
})

test('udev that is busy, and a program that fails, are said', t => {
  const {live, lines, calls} = startLive(t, {
    source: {'/etc/crypttab': 'a /dev/sda1 /etc/k luks\n'},
    programs: {
      udevadm: () => ({code: 1}),
      systemctl: argv => (argv[1] === 'daemon-reload' ? {code: 1, stderr: 'no\n'} : {}),
    },
  })
  t.is(takeOverCrypttab(live), 1)
  t.deepEqual(lines, [
    'crypttab: udev is still busy',
    'no',
    'systemctl daemon-reload exited with code 1',
  ])
  t.is(calls.at(-1), started)
})

test('a crypttab that is no file is not waited for', t => {
  const {live, sourceRoot, lines, has} = startLive(t, {source: {'/etc/os-release': ''}})
  execFileSync('mkfifo', [join(sourceRoot, 'etc/crypttab')])
  t.is(takeOverCrypttab(live), 1)
  t.deepEqual(lines, ['/sysroot/etc/crypttab is no file that can be read'])
  t.false(has('/etc/crypttab'))
})
