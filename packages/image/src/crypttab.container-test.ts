// What the source's crypttab opens by itself is opened in the live system, and nothing else.
import type {Container, Session} from '@livemode/container'
import test from 'ava'
import {file, program} from './parts/part.ts'
import {read, readCalls, run, startLive} from './test-live.ts'
import {putFiles, startSession} from './test-session.ts'

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

const uuid = 'b5f6a2c1-93c8-4b6e-8c83-0d7a1f0f2a11'
const live = 'nofail,headless=true'
const own = file('/etc/cryptsetup-keys.d/own.key', 'secret', '0600')
const byHand = (device: string, name: string) =>
  `open it by hand: cryptsetup open ${device} ${name}`

// The source's line, and what it becomes: a line, or a message about a device that is left out.
const lines: readonly [string, {kept: string} | {leftOut: string} | undefined][] = [
  ['# name device key options', undefined],
  ['', undefined],
  ['\t # indented', undefined],
  ['alone', undefined],
  [
    `data UUID=${uuid} /etc/keys/data.key luks,discard`,
    {kept: `data UUID=${uuid} /run/upgrade/etc/keys/data.key luks,discard,${live}`},
  ],
  [
    '  archive\t/dev/vg/archive   /root/archive.key',
    {kept: `archive /dev/vg/archive /run/upgrade/root/archive.key ${live}`},
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
    {kept: `colon /dev/sdb1 /run/upgrade/etc/keys/a:b.key luks,${live}`},
  ],
  [
    'raw /dev/sdb1 /dev/disk/by-id/usb-key keyfile-size=64',
    {kept: `raw /dev/sdb1 /dev/disk/by-id/usb-key keyfile-size=64,${live}`},
  ],
  [
    'header /dev/sdb1 /etc/k luks,header=/boot/header,discard',
    {
      kept: `header /dev/sdb1 /run/upgrade/etc/k luks,header=/run/upgrade/boot/header,discard,${live}`,
    },
  ],
  [
    'header2 /dev/sdb1 /etc/k header=/header:LABEL=keys',
    {kept: `header2 /dev/sdb1 /run/upgrade/etc/k header=/header:LABEL=keys,${live}`},
  ],
  [
    'container /srv/secret.img /etc/k luks,noauto',
    {kept: `container /run/upgrade/srv/secret.img /run/upgrade/etc/k luks,noauto,${live}`},
  ],
  [
    'own /dev/sdb1 none luks',
    {kept: `own /dev/sdb1 /run/upgrade/etc/cryptsetup-keys.d/own.key luks,${live}`},
  ],
  [
    'tpm /dev/sdb1 - tpm2-device=auto,tpm2-signature=/etc/signature.json,tpm2-pcrs=7',
    {
      kept: `tpm /dev/sdb1 none tpm2-device=auto,tpm2-signature=/run/upgrade/etc/signature.json,tpm2-pcrs=7,${live}`,
    },
  ],
  [
    'empty /dev/sdb1 none try-empty-password',
    {kept: `empty /dev/sdb1 none try-empty-password,${live}`},
  ],
  [
    'asking /dev/sdb1 /etc/k nofail,headless=no,luks,headless',
    {kept: `asking /dev/sdb1 /run/upgrade/etc/k luks,${live}`},
  ],
  ['net /dev/sdb1 /etc/k _netdev', {kept: `net /dev/sdb1 /run/upgrade/etc/k _netdev,${live}`}],
  [
    'shell /dev/sdb1 /etc/$HOME* luks,$(id),*,`id` ignored',
    {kept: `shell /dev/sdb1 /run/upgrade/etc/$HOME* luks,$(id),*,\`id\`,${live}`},
  ],
  ['short /dev/sdb2', {leftOut: `it has no key file; ${byHand('/dev/sdb2', 'short')}`}],
  [
    `asked UUID=${uuid} none luks`,
    {leftOut: `it has no key file; ${byHand(`UUID=${uuid}`, 'asked')}`},
  ],
  ['swap /dev/sdc1 /dev/urandom swap', {leftOut: 'its key is random, what is on it would be lost'}],
  [
    'plain /dev/sdc1 /dev/random plain,size=256',
    {leftOut: 'its key is random, what is on it would be lost'},
  ],
  ['tmp /dev/sdc1 /etc/k luks,tmp=ext4', {leftOut: 'what is on it would be made anew'}],
  ['swap2 /dev/sdc1 /etc/k swap', {leftOut: 'what is on it would be made anew'}],
  [
    'script /dev/sdc1 none luks,keyscript=/lib/x',
    {leftOut: `systemd has no keyscript; ${byHand('/dev/sdc1', 'script')}`},
  ],
  [
    'token /dev/sdc1 - fido2-device=auto',
    {leftOut: `its key is on a token; ${byHand('/dev/sdc1', 'token')}`},
  ],
  [
    'card /dev/sdc1 /etc/k pkcs11-uri=pkcs11:x',
    {leftOut: `its key is on a token; ${byHand('/dev/sdc1', 'card')}`},
  ],
  ['open /dev/sdc1 /etc/k luks', {leftOut: 'it is open already'}],
  [
    'other UUID=00ff /etc/k luks',
    {leftOut: 'it is open already as luks-00ff, and gets its own name too'},
  ],
  ['last /dev/sdc7 /etc/k luks', {kept: `last /dev/sdc7 /run/upgrade/etc/k luks,${live}`}],
]
// Without a newline at the end.
const crypttab = file('/etc/crypttab', lines.map(([line]) => line).join('\n'), '0600')

// A device that is open under its own name, and one that the initramfs has opened.
const lsblk = `#!/bin/sh
[ "$*" = '--noheadings --list --output NAME,TYPE /dev/open' ] || exit 1
printf 'sdx1      part \\nluks-00ff crypt\\nvg-data   lvm  \\nnested    crypt\\n'
`
const findfs = '#!/bin/sh\n[ "$1" = UUID=00ff ] && echo /dev/open\n'
const devices = [program('/usr/local/bin/lsblk', lsblk), program('/usr/local/bin/findfs', findfs)]

async function startOpened(): Promise<Container> {
  const container = await startLive(session, [crypttab, own])
  await putFiles(container, devices)
  await container.exec(['sh', '-c', 'mkdir -p /dev/mapper; touch /dev/open /dev/mapper/open'])
  return container
}

const started =
  'systemctl --no-block start cryptsetup.target remote-cryptsetup.target local-fs.target remote-fs.target'

test('every line is taken over, or left out with its reason', async t => {
  await using container = await startOpened()
  const messages = lines.flatMap(([line, outcome]) =>
    outcome !== undefined && 'leftOut' in outcome
      ? [`livemode: crypttab: ${line.split(' ')[0]} is left out: ${outcome.leftOut}`]
      : [],
  )
  t.deepEqual(await run(container, 'machine-settings-crypttab'), [...messages, 'code 0'])
  const kept = lines.flatMap(([, outcome]) =>
    outcome !== undefined && 'kept' in outcome ? [outcome.kept] : [],
  )
  t.deepEqual((await read(container, '/etc/crypttab')).split('\n'), [...kept, ''])
  t.is((await container.exec(['stat', '--format=%a', '/etc/crypttab'])).stdout, '600\n')
  t.is(
    await read(container, '/run/udev/rules.d/99-machine-settings.rules'),
    'ENV{DM_NAME}=="luks-00ff", SYMLINK+="mapper/other"\n',
  )
  t.deepEqual(await readCalls(container), [
    'udevadm settle --timeout=30',
    'systemctl daemon-reload',
    started,
    'udevadm control --reload',
    'udevadm trigger --subsystem-match=block --sysname-match=dm-*',
  ])
})

test('systemd makes of it what was meant', async t => {
  await using container = await startOpened()
  await run(container, 'machine-settings-crypttab')
  const generator = '/usr/lib/systemd/system-generators/systemd-cryptsetup-generator'
  await container.exec(['mkdir', '/run/units'])
  await container.exec([generator, '/run/units', '/run/units', '/run/units'])
  const unit = async (name: string) => {
    const text = await read(container, `/run/units/systemd-cryptsetup@${name}.service`)
    return text
      .split('\n')
      .filter(line => /^((Wants|Requires)MountsFor|BindsTo|ExecStart)=/.test(line))
  }
  const attach = '/usr/bin/systemd-cryptsetup attach'
  const escaped = uuid.replaceAll('-', '\\x2d')
  t.deepEqual(await unit('data'), [
    'WantsMountsFor=/run/upgrade/etc/keys/data.key',
    `BindsTo=dev-disk-by\\x2duuid-${escaped}.device`,
    `ExecStart=${attach} 'data' '/dev/disk/by-uuid/${uuid}' '/run/upgrade/etc/keys/data.key' 'luks,discard,${live}'`,
  ])
  t.deepEqual(await unit('usb'), [
    'BindsTo=dev-sdb1.device',
    `ExecStart=${attach} 'usb' '/dev/sdb1' '/run/systemd/cryptsetup/keydev-usb/usb.key' 'keyfile-timeout=10s,${live}'`,
  ])
  t.deepEqual(await unit('header'), [
    'WantsMountsFor=/run/upgrade/etc/k',
    'WantsMountsFor=/run/upgrade/boot/header',
    'BindsTo=dev-sdb1.device',
    `ExecStart=${attach} 'header' '/dev/sdb1' '/run/upgrade/etc/k' 'luks,discard,${live},header=/run/upgrade/boot/header'`,
  ])
  t.deepEqual(await unit('container'), [
    'WantsMountsFor=/run/upgrade/etc/k',
    'RequiresMountsFor=/run/upgrade/srv/secret.img',
    `ExecStart=${attach} 'container' '/run/upgrade/srv/secret.img' '/run/upgrade/etc/k' 'luks,noauto,${live}'`,
  ])

  const wanted = async (target: string) =>
    (await container.exec(['ls', `/run/units/${target}.wants`])).stdout.split('\n').slice(0, -1)
  t.deepEqual(await wanted('remote-cryptsetup.target'), ['systemd-cryptsetup@net.service'])
  const local = await wanted('cryptsetup.target')
  t.true(local.includes('systemd-cryptsetup@data.service'))
  t.false(local.includes('systemd-cryptsetup@container.service'))
})

test('with nothing to open systemd is not disturbed', async t => {
  await using container = await startLive(session, [
    file('/etc/crypttab', 'a /dev/sda1 none luks\n'),
  ])
  t.deepEqual(await run(container, 'machine-settings-crypttab'), [
    `livemode: crypttab: a is left out: it has no key file; ${byHand('/dev/sda1', 'a')}`,
    'code 0',
  ])
  t.is(await read(container, '/etc/crypttab'), '')
  t.deepEqual(await readCalls(container), ['udevadm settle --timeout=30'])
})
