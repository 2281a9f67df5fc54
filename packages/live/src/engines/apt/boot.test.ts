// The upgraded system is let go only where the loader's menu boots its new kernel on the source's root.
import {createHash} from 'node:crypto'
import test, {type ExecutionContext} from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {transactionWith} from '../../../test/transaction.ts'
import type {Menu} from '../../facts.ts'
import {assertTrialPossible} from '../boot/boot.ts'
import {checkBoot} from './boot.ts'
import {kernelsOf} from './kernels.ts'
import {readTransaction} from './payload.ts'

const version = '6.12.1+deb13-amd64'
const boot = {
  [`/boot/vmlinuz-${version}`]: 'kernel',
  [`/boot/initrd.img-${version}`]: 'initramfs',
}
const grubMenu = {
  kind: 'grub',
  file: '/boot/grub/grub.cfg',
  trial: {id: 'livemode-trial', file: '/boot/livemode/trial.cfg'},
} as const
const grubEntry = (root: string, initrd = `initrd /boot/initrd.img-${version}`) =>
  `menuentry 'Debian' {\n\tlinux /boot/vmlinuz-${version} root=${root} ro\n\t${initrd}\n}\n`

const entriesMenu = {
  kind: 'entries',
  boot: '/boot/efi',
  block: null,
  trial: {id: '-livemode-trial.conf', file: '/boot/efi/loader/entries/-livemode-trial.conf'},
} as const
const folder = `/0123/${version}`
const entry = {
  [`/boot/efi/loader/entries/0123-${version}.conf`]: `title Debian\nversion ${version}\noptions root=UUID=1 ro\nlinux ${folder}/linux\ninitrd ${folder}/initrd.img\n`,
  [`/boot/efi${folder}/linux`]: 'kernel',
  [`/boot/efi${folder}/initrd.img`]: 'initramfs',
}

function start(
  t: ExecutionContext,
  {
    menu,
    files,
    init = '/lib/systemd/systemd',
  }: {menu: Menu; files: Readonly<Record<string, string>>; init?: string},
) {
  const transaction = JSON.stringify(
    transactionWith({new: [{package: `linux-image-${version}:amd64`, version: '6.12.1-1'}]}),
  )
  const started = startLive(t, {
    source: {
      '/usr/lib/systemd/systemd': '',
      ...files,
      '/var/lib/leapp/packages/transaction.json': transaction,
    },
    links: {'/sbin/init': init},
  })
  const context = engineContext(started.live, {
    rootDevice: 'UUID=1',
    transactionSha256: createHash('sha256').update(transaction).digest('hex'),
    menu,
    sourceCmdline: 'root=/dev/sda1 ro',
  })
  return {...started, context, programs: () => started.calls.filter(call => call !== 'sync')}
}

const inSource = (...argv: readonly string[]) => new RegExp(`chroot \\S+ ${argv.join(' ')}$`)

for (const root of ['UUID=1', '/dev/sda1']) {
  test(`GRUB’s menu boots ${root}`, async t => {
    const {context, lines, programs} = start(t, {
      menu: grubMenu,
      files: {...boot, '/boot/grub/grub.cfg': grubEntry(root)},
    })
    await checkBoot(context)
    t.deepEqual(lines, [`kernel ${version} is in GRUB’s menu`])
    t.deepEqual(programs(), [])
    t.notThrows(() => assertTrialPossible(context, {versions: kernelsOf(readTransaction(context))}))
  })
}

const wrong: Readonly<Record<string, {menu: Menu; files: Readonly<Record<string, string>>}>> = {
  [`GRUB’s menu has no entry for the kernel ${version}`]: {menu: grubMenu, files: boot},
  [`GRUB’s menu, kernel ${version}: the entry has no initramfs`]: {
    menu: grubMenu,
    files: {...boot, '/boot/grub/grub.cfg': grubEntry('UUID=1', '')},
  },
  [`GRUB’s menu, kernel ${version}: the entry boots UUID=2, not UUID=1`]: {
    menu: grubMenu,
    files: {...boot, '/boot/grub/grub.cfg': grubEntry('UUID=2')},
  },
  [`/boot/efi/loader/entries has no entry for the kernel ${version}`]: {
    menu: entriesMenu,
    files: boot,
  },
  [`/boot/efi/loader/entries, kernel ${version}: /boot/efi${folder}/initrd.img is not there, or empty`]:
    {menu: entriesMenu, files: {...boot, ...entry, [`/boot/efi${folder}/initrd.img`]: ''}},
}

for (const [reason, situation] of Object.entries(wrong)) {
  test(`${reason}: its entry is made, and it stays where that does not help`, async t => {
    const {context, programs} = start(t, situation)
    const error = await t.throwsAsync(checkBoot(context))
    t.is(error.name, 'Refusal')
    t.is(error.message, reason)
    const [made, ...others] = programs()
    t.deepEqual(others, [])
    const argv =
      situation.menu.kind === 'grub'
        ? ['update-grub']
        : ['kernel-install', 'add', version, ...Object.keys(boot)].map(word =>
            word.replaceAll('+', '\\+'),
          )
    t.regex(made ?? '', inSource(...argv))
  })
}

test('an entry of the Boot Loader Specification with its files', async t => {
  const {context, lines, programs} = start(t, {menu: entriesMenu, files: {...boot, ...entry}})
  await checkBoot(context)
  t.deepEqual(lines, [`kernel ${version} is in /boot/efi/loader/entries`])
  t.deepEqual(programs(), [])
})

test('a kernel without an initramfs is left to the live system', async t => {
  const {context, programs} = start(t, {
    menu: grubMenu,
    files: {'/boot/grub/grub.cfg': grubEntry('UUID=1'), [`/boot/vmlinuz-${version}`]: 'kernel'},
  })
  const error = await t.throwsAsync(checkBoot(context))
  t.is(error.message, `no initramfs can be made for the kernel ${version}`)
  t.regex(
    programs()[0] ?? '',
    inSource('update-initramfs', '-c', '-k', version.replace('+', '\\+')),
  )
})

test('before the first change: a menu in which nothing boots the source is one that cannot be judged', t => {
  const {context} = start(t, {
    menu: grubMenu,
    files: {...boot, '/boot/grub/grub.cfg': grubEntry('UUID=2')},
  })
  const error = t.throws(() =>
    assertTrialPossible(context, {versions: kernelsOf(readTransaction(context))}),
  )
  t.is(error.name, 'Refusal')
  t.is(
    error.message,
    'nothing in GRUB’s menu boots the source’s root: it could not be seen whether the upgraded system boots',
  )
})

test('before the first change: an init that starts no check of the first boot, and a block without room', t => {
  const files = {...boot, '/boot/grub/grub.cfg': grubEntry('UUID=1')}
  const run = (situation: Parameters<typeof start>[1]) => {
    const {context} = start(t, situation)
    return t.throws(() =>
      assertTrialPossible(context, {versions: kernelsOf(readTransaction(context))}),
    ).message
  }
  t.is(
    run({menu: grubMenu, files, init: '/lib/sysvinit/init'}),
    'the source is not started by systemd, but by init',
  )
  const full = `# GRUB Environment Block\nx=${'y'.repeat(990)}\n`
  t.is(
    run({menu: grubMenu, files: {...files, '/boot/grub/grubenv': full}}),
    'no entry can be booted once: GRUB’s environment block has no room for next_entry',
  )
})

test('of several systems with the same kernel the source’s own entry is looked at, wherever it stands', async t => {
  const grub = start(t, {
    menu: grubMenu,
    files: {...boot, '/boot/grub/grub.cfg': grubEntry('UUID=2') + grubEntry('UUID=1')},
  })
  await checkBoot(grub.context)
  t.deepEqual(grub.programs(), [])
  const other = Object.entries(entry).map(([path, text]) => [
    path.replaceAll('0123', '0000'),
    text.replaceAll('UUID=1', 'UUID=2').replaceAll('0123', '0000'),
  ])
  const entries = start(t, {
    menu: entriesMenu,
    files: {...boot, ...entry, ...Object.fromEntries(other)},
  })
  await checkBoot(entries.context)
  t.deepEqual(entries.programs(), [])
})
