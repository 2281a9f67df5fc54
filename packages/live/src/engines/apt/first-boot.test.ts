// The upgraded system gets what checks its first boot, and the loader boots it once: on trial.
import {createHash} from 'node:crypto'
import {readlinkSync} from 'node:fs'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {transactionWith} from '../../../test/transaction.ts'
import {assets} from '../../assets.ts'
import type {EngineContext, Notes} from '../engine.ts'
import {planFirstBoot} from './first-boot.ts'

const kernel = '6.12.1+deb13-amd64'
const units = {
  'livemode-first-boot.service': 'multi-user.target',
  'livemode-first-boot-limit.service': 'sysinit.target',
}
const programs = ['first-boot', 'first-boot-limit']
const folder = '/run/upgrade/var/lib/leapp/first-boot'

function start(
  t: ExecutionContext,
  packages: readonly string[],
  source: Readonly<Record<string, string>> = {},
) {
  const transaction = JSON.stringify(
    transactionWith({new: packages.map(name => ({package: name, version: '1'}))}),
  )
  const started = startLive(t, {
    source: {
      '/var/lib/leapp/packages/transaction.json': transaction,
      '/boot/grub/grub.cfg': `submenu 'More' {\nmenuentry 'New' {\n  insmod ext2\n  linux /boot/vmlinuz-${kernel} root=UUID=1\n}\n}\n`,
      '/boot/livemode/vmlinuz': '',
      '/etc/livemode/installation': 'x',
      ...source,
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
    note: ({lookAt = []}: Notes) => started.lines.push(...lookAt),
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
    `  linux /boot/vmlinuz-${kernel} root=UUID=1 panic=60 rd.shell=0 rd.emergency=reboot systemd.crash_reboot=1 nmi_watchdog=panic systemd.watchdog_sec=180`,
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

/** A menu as grub-mkconfig makes it, whose default is this. */
const grubMenu = (byDefault: string) => `
if [ "\${next_entry}" ] ; then
   set default="\${next_entry}"
else
   set default="${byDefault}"
fi
menuentry 'Debian' --id simple {
  linux /boot/vmlinuz-${kernel} root=UUID=1
}
submenu 'More' $menuentry_id_option 'advanced' {
menuentry 'New' $menuentry_id_option 'new' {
  linux /boot/vmlinuz-${kernel} root=UUID=1
}
menuentry 'Old' $menuentry_id_option 'old' {
  linux /boot/vmlinuz-6.1.0 root=UUID=1
}
}
menuentry 'Other' --id other {
  linux /boot/vmlinuz-6.6 root=UUID=2
}
`
const saved = (word: string) => ({
  '/boot/grub/grub.cfg': grubMenu('\x24{saved_entry}'),
  '/boot/grub/grubenv': `# GRUB Environment Block\nsaved_entry=${word}\n####`,
})

test('where GRUB keeps the old kernel as its default, the new one becomes that when it has come up', async t => {
  for (const [word, planned] of [
    ['advanced>old', 'simple'],
    ['More>Old', 'simple'],
    ['1>1', 'simple'],
    ['', undefined],
    ['0', undefined],
    ['advanced>new', undefined],
    ['other', undefined],
    ['advanced', undefined],
    ['what nobody knows', undefined],
  ] as const) {
    const {context, read, has} = start(t, [`linux-image-${kernel}:amd64`], saved(word))
    await planFirstBoot(context)
    const place = `${folder}/saved-entry`
    t.is(has(place) ? read(place) : undefined, planned, word)
  }
})

test('a default that is configured is told, and left', async t => {
  const source = {'/boot/grub/grub.cfg': grubMenu('advanced>old')}
  const {context, has, lines} = start(t, [`linux-image-${kernel}:amd64`], source)
  await planFirstBoot(context)
  t.false(has(`${folder}/saved-entry`))
  const told = `the boot loader is configured to boot advanced>old by default, not the new kernel ${kernel}`
  t.true(lines.includes(told))
})

test('systemd-boot gets the new kernel back as its default, where it was the old one', async t => {
  const entry = (version: string) => `version ${version}\nlinux /x/linux\noptions root=UUID=1\n`
  const source = {
    '/efi/loader/entries/x-6.1.0.conf': entry('6.1.0'),
    [`/efi/loader/entries/x-${kernel}.conf`]: entry(kernel),
    '/efi/loader/loader.conf': 'timeout 3\n',
  }
  const trial = {id: '-livemode-trial.conf', file: '/efi/loader/entries/-livemode-trial.conf'}
  const menu = {kind: 'entries', boot: '/efi', block: null, trial} as const
  const place = '/etc/livemode/default-entry'
  for (const [before, after] of [
    ['x-6.1.0.conf', `x-${kernel}.conf`],
    ['x-6.1.*', `x-${kernel}.conf`],
    [`x-${kernel}.conf`, `x-${kernel}.conf`],
    ['', ''],
  ] as const) {
    const all = {...source, [place]: before}
    const {context, read} = start(t, [`linux-image-${kernel}:amd64`], all)
    await planFirstBoot({...context, menu})
    t.is(read(`/run/upgrade${place}`), after, before)
  }
  const configured = {...source, '/efi/loader/loader.conf': 'default x-6.1.0.conf\n'}
  const {context, lines, has} = start(t, [`linux-image-${kernel}:amd64`], configured)
  await planFirstBoot({...context, menu})
  t.false(has(`/run/upgrade${place}`))
  t.true(lines.some(line => line.startsWith('the boot loader is configured to boot x-6.1.0.conf')))
})

test('where nothing brings the live system back there is no trial, and the new kernel is the default', async t => {
  const packages = [`linux-image-${kernel}:amd64`]
  const {context, has, read, lines} = start(t, packages, saved('advanced>old'))
  await planFirstBoot({...context, resume: {kind: 'none'}})
  t.false(has('/run/upgrade/etc/livemode/trial.json'))
  t.false(has('/run/upgrade/boot/livemode/trial.cfg'))
  t.false(has(`${folder}/resume-none`))
  t.is(read(`${folder}/saved-entry`), 'simple')
  t.deepEqual(
    lines.filter(line => /trial|next/.test(line)),
    [],
  )
})
