// systemd makes units of the live system's crypttab that open what was meant.

import {file} from '@livemode/config'
import type {Session} from '@livemode/container'
import test from 'ava'
import {read, run, startLive} from '../test/live.ts'
import {inputWith} from '../test/planned.ts'
import {startSession} from '../test/session.ts'

const {systemdVersion} = inputWith().target

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

const uuid = 'b5f6a2c1-93c8-4b6e-8c83-0d7a1f0f2a11'
const live = 'nofail,headless=true'
const lines = [
  `data UUID=${uuid} /etc/keys/data.key luks,discard`,
  'usb /dev/sdb1 /usb.key:UUID=1-2 keyfile-timeout=10s',
  'header /dev/sdb1 /etc/k luks,header=/boot/header,discard',
  'container /srv/secret.img /etc/k luks,noauto',
  'net /dev/sdb1 /etc/k _netdev',
]

test('systemd makes of it what was meant', async t => {
  await using container = await startLive(session, [
    file('/etc/crypttab', `${lines.join('\n')}\n`, '0600'),
  ])
  t.deepEqual(await run(container, 'live.mjs crypttab'), ['code 0'])
  const generator = '/usr/lib/systemd/system-generators/systemd-cryptsetup-generator'
  await container.exec(['mkdir', '/run/units'])
  await container.exec([generator, '/run/units', '/run/units', '/run/units'])
  const unit = async (name: string) => {
    const text = await read(container, `/run/units/systemd-cryptsetup@${name}.service`)
    return (
      text
        .split('\n')
        .filter(line => /^((Wants|Requires)MountsFor|BindsTo|ExecStart)=/.test(line))
        // Where the program is depends on the release.
        .map(line => line.replace(/^(ExecStart=)\S+\//, '$1'))
    )
  }
  const attach = 'systemd-cryptsetup attach'
  // Since 256 what cannot be mounted holds up no device.
  const key = Number(systemdVersion) < 256 ? 'RequiresMountsFor' : 'WantsMountsFor'
  const escaped = uuid.replaceAll('-', '\\x2d')
  t.deepEqual(await unit('data'), [
    `${key}=/run/upgrade/etc/keys/data.key`,
    `BindsTo=dev-disk-by\\x2duuid-${escaped}.device`,
    `ExecStart=${attach} 'data' '/dev/disk/by-uuid/${uuid}' '/run/upgrade/etc/keys/data.key' 'luks,discard,${live}'`,
  ])
  t.deepEqual(await unit('usb'), [
    'BindsTo=dev-sdb1.device',
    `ExecStart=${attach} 'usb' '/dev/sdb1' '/run/systemd/cryptsetup/keydev-usb/usb.key' 'keyfile-timeout=10s,${live}'`,
  ])
  t.deepEqual(await unit('header'), [
    `${key}=/run/upgrade/etc/k`,
    `${key}=/run/upgrade/boot/header`,
    'BindsTo=dev-sdb1.device',
    `ExecStart=${attach} 'header' '/dev/sdb1' '/run/upgrade/etc/k' 'luks,discard,${live},header=/run/upgrade/boot/header'`,
  ])
  t.deepEqual(await unit('container'), [
    `${key}=/run/upgrade/etc/k`,
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
