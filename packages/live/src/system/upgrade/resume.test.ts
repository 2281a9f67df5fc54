// Until an upgrade has ended the loader boots the live system, and afterwards what it booted before.
import {existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import type {MachineFacts} from '../../facts.ts'
import {parseGrubBlock} from '../grub-environment.ts'
import {holdBoot, letGo} from './resume.ts'

type Held = Pick<MachineFacts, 'resume' | 'menu'>

const name = 'LoaderEntryDefault-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f'
const variable: Held = {
  resume: {kind: 'variable', name, value: '-livemode-upgrade.conf'},
  menu: {kind: 'entries', boot: '/efi', block: null, trial: {id: 'trial', file: '/efi/trial'}},
}

/** As the kernel shows a variable: its attributes, and text in UTF-16 with a zero behind it. */
const raw = (text: string) =>
  Buffer.concat([Buffer.from([7, 0, 0, 0]), Buffer.from(text, 'utf16le'), Buffer.from([0, 0])])

function start(t: ExecutionContext, {before}: {before?: string} = {}) {
  const folder = '/sys/firmware/efi/efivars'
  const files = before === undefined ? {} : {[`${folder}/${name}`]: raw(before)}
  const started = startLive(t, {source: {'/etc/livemode/installation': 'x'}, files})
  mkdirSync(started.live.path(folder), {recursive: true})
  const path = started.live.path(`${folder}/${name}`)
  const kept = started.live.source.resolve('/etc/livemode/default-entry')
  return {...started, path, kept, read: () => readFileSync(path)}
}

test('a variable that was not there is there until the end', t => {
  const {live, path, read, calls} = start(t)
  holdBoot(live, variable)
  t.deepEqual(read(), raw('-livemode-upgrade.conf'))
  t.true(calls.includes('mount -t efivarfs efivarfs /sys/firmware/efi/efivars'))
  holdBoot(live, variable)
  letGo(live, variable)
  t.false(existsSync(path))
  letGo(live, variable)
  t.false(existsSync(path))
})

test('what the administrator has chosen comes back, also when the power was lost behind any step', t => {
  const {live, kept, path, read, calls} = start(t, {before: 'debian.conf'})
  holdBoot(live, variable)
  t.is(readFileSync(kept, 'utf8'), 'debian.conf')
  t.true(calls.includes(`chattr -i ${path}`), 'the kernel protects it')
  holdBoot(live, variable)
  t.is(readFileSync(kept, 'utf8'), 'debian.conf')
  letGo(live, variable)
  t.is(read().subarray(4).toString('utf16le').split('\0')[0], 'debian.conf')
  t.false(existsSync(kept))
  letGo(live, variable)
  t.is(read().subarray(4).toString('utf16le').split('\0')[0], 'debian.conf')
})

test('what somebody else has chosen since stays, and an older choice is forgotten', t => {
  const {live, kept, path} = start(t, {before: 'debian.conf'})
  holdBoot(live, variable)
  writeFileSync(path, raw('other.conf'))
  letGo(live, variable)
  t.deepEqual(readFileSync(path), raw('other.conf'))
  t.false(existsSync(kept))
})

test('a firmware that keeps nothing is refused', t => {
  const {live} = startLive(t, {source: {'/etc/livemode/installation': 'x'}})
  const error = t.throws(() => holdBoot(live, variable))
  t.is(error.name, 'Refusal')
  t.regex(error.message, /^the firmware does not keep what is to boot next: ENOENT/)
})

const block = '/boot/grub2/grubenv'
const savedEntry: Held = {
  resume: {kind: 'saved-entry', block, kernel: '/boot/livemode-vmlinuz'},
  menu: {
    kind: 'entries',
    boot: '/boot',
    block,
    trial: {id: '-livemode-trial', file: '/boot/loader/entries/-livemode-trial.conf'},
  },
}
const own = '0f1e2d-livemode-vmlinuz'

function startGrub(t: ExecutionContext, lines: string) {
  const {live} = startLive(t, {
    source: {
      '/etc/livemode/installation': 'x',
      '/boot/efi/EFI/redhat/grubenv': `# GRUB Environment Block\n${lines}`.padEnd(1024, '#'),
      [`/boot/loader/entries/${own}.conf`]: 'linux /livemode-vmlinuz\n',
      '/boot/loader/entries/0f1e2d-4.18.0-553.el8.x86_64.conf':
        'version 4.18.0-553.el8.x86_64\nlinux /vmlinuz-4.18.0-553.el8.x86_64\n',
    },
    // As on a machine with UEFI.
    links: {[block]: '../efi/EFI/redhat/grubenv'},
  })
  const read = () => Object.fromEntries(parseGrubBlock(live.source.readText(block) ?? ''))
  return {live, read, kept: live.source.resolve('/etc/livemode/default-entry')}
}

test('the saved entry of GRUB is the live system’s until the end, and so is what it falls back to', t => {
  const saved = '0f1e2d-4.18.0-553.el8.x86_64'
  const before = {saved_entry: saved, kernelopts: 'root=/dev/mapper/rhel-root ro'}
  const {live, read, kept} = startGrub(t, `saved_entry=${saved}\nkernelopts=${before.kernelopts}\n`)
  holdBoot(live, savedEntry)
  t.deepEqual(read(), {kernelopts: before.kernelopts, saved_entry: own, fallback: own})
  t.is(readFileSync(kept, 'utf8'), saved)
  holdBoot(live, savedEntry)
  letGo(live, savedEntry)
  t.deepEqual(read(), before)
  t.false(existsSync(kept))
  letGo(live, savedEntry)
  t.deepEqual(read(), before)
  t.true(lstatSync(live.path(`/sysroot${block}`)).isSymbolicLink())
})

test('without a saved entry there is none again', t => {
  const {live, read} = startGrub(t, '')
  holdBoot(live, savedEntry)
  t.deepEqual(read(), {saved_entry: own, fallback: own})
  letGo(live, savedEntry)
  t.deepEqual(read(), {})
})

test('a block without room is refused', t => {
  const {live} = startGrub(t, `x=${'y'.repeat(960)}\n`)
  const error = t.throws(() => holdBoot(live, savedEntry))
  t.is(error.name, 'Refusal')
  t.regex(error.message, /^GRUB’s environment block does not keep what is to boot next: GRUB’s env/)
})

test('where nothing can hold the live system, the log says what that means, and nothing is written', t => {
  const {live, lines} = startLive(t, {source: {'/etc/livemode/installation': 'x'}})
  holdBoot(live, {...variable, resume: {kind: 'none'}})
  letGo(live, {...variable, resume: {kind: 'none'}})
  t.deepEqual(lines, [
    'until the upgrade has ended, a loss of power leads to a system that is half upgraded',
  ])
  t.false(existsSync(live.source.resolve('/etc/livemode/default-entry')))
})
