// The upgraded system gets what checks its first boot, and the loader boots it once: on trial.
import {createHash} from 'node:crypto'
import {readlinkSync} from 'node:fs'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {transactionWith} from '../../../test/transaction.ts'
import {assets} from '../../assets.ts'
import type {EngineContext} from '../engine.ts'
import {planFirstBoot} from './first-boot.ts'

const kernel = '6.12.1+deb13-amd64'
const units = {
  'livemode-first-boot.service': 'multi-user.target',
  'livemode-first-boot-limit.service': 'sysinit.target',
}
const programs = ['first-boot', 'first-boot-limit']
const folder = '/run/upgrade/var/lib/leapp/first-boot'

function start(t: ExecutionContext, packages: readonly string[]) {
  const transaction = JSON.stringify(
    transactionWith({new: packages.map(name => ({package: name, version: '1'}))}),
  )
  const started = startLive(t, {
    source: {
      '/var/lib/leapp/packages/transaction.json': transaction,
      '/boot/grub/grub.cfg': `submenu 'More' {\nmenuentry 'New' {\n  insmod ext2\n  linux /boot/vmlinuz-${kernel} root=UUID=1\n}\n}\n`,
      '/boot/livemode/vmlinuz': '',
      '/etc/livemode/installation': 'x',
    },
    files: {
      ...Object.fromEntries(
        [...programs, ...Object.keys(units)].map(name => [
          `/usr/lib/livemode/${name}`,
          assets.read(name),
        ]),
      ),
      '/etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
    },
  })
  const context = {
    live: started.live,
    resume: {kind: 'file', path: '/boot/livemode/resume'},
    rootDevice: 'UUID=1',
    sourceCmdline: 'root=UUID=1',
    menu: {
      kind: 'grub',
      file: '/boot/grub/grub.cfg',
      trial: {id: 'livemode-trial', file: '/boot/livemode/trial.cfg'},
    },
    transactionSha256: createHash('sha256').update(transaction).digest('hex'),
    say: (line: string) => started.lines.push(line),
  } as unknown as EngineContext
  return {...started, context}
}

test('the check, its units and what it needs are there, also after a second time', async t => {
  const {context, sourceRoot, read, mode} = start(t, [])
  for (const _ of [1, 2]) await planFirstBoot(context)
  t.is(read(`${folder}/release`), 'debian 13')
  t.is(read(`${folder}/check`), assets.read('first-boot'))
  t.is(read(`${folder}/resume-file`), '/boot/livemode/resume')
  t.is(mode(`${folder}/check`), '755')
  t.is(read('/run/upgrade/etc/livemode/first-boot-limit'), assets.read('first-boot-limit'))
  t.is(mode('/run/upgrade/etc/livemode/first-boot-limit'), '755')
  for (const [unit, target] of Object.entries(units)) {
    t.is(read(`/run/upgrade/etc/systemd/system/${unit}`), assets.read(unit))
    const link = `${sourceRoot}/etc/systemd/system/${target}.wants/${unit}`
    t.is(readlinkSync(link), `/etc/systemd/system/${unit}`)
  }
})

test('the new kernel is put on trial, and a repeated phase does not count it', async t => {
  const {context, read, lines} = start(t, [`linux-image-${kernel}:amd64`])
  for (const _ of [1, 2]) await planFirstBoot(context)
  t.deepEqual(JSON.parse(read('/run/upgrade/etc/livemode/trial.json')), {
    kernel,
    boots: 0,
  })
  t.is(read('/run/upgrade/var/lib/leapp/first-boot/trial-entry'), '/boot/livemode/trial.cfg')
  t.deepEqual(read('/run/upgrade/boot/livemode/trial.cfg').split('\n'), [
    "menuentry 'The upgraded system, on trial' --id livemode-trial --unrestricted {",
    '  insmod ext2',
    `  linux /boot/vmlinuz-${kernel} root=UUID=1 panic=60 rd.shell=0 rd.emergency=reboot systemd.crash_reboot=1`,
    '}',
    '',
  ])
  t.is(
    lines.at(-1),
    `kernel ${kernel} is booted next; until it has come up, the live system is the default`,
  )
})

test('without a new kernel nothing is on trial', async t => {
  const {context, has} = start(t, ['bash:amd64'])
  await planFirstBoot(context)
  t.false(has('/run/upgrade/etc/livemode/trial.json'))
})
