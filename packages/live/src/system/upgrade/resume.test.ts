// Until an upgrade has ended the loader boots the live system, and afterwards what it booted before.
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {holdBoot, letGo} from './resume.ts'

const name = 'LoaderEntryDefault-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f'
const resume = {kind: 'variable', name, value: '-livemode-upgrade.conf'} as const

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
  return {...started, path, kept, variable: () => readFileSync(path)}
}

test('a variable that was not there is there until the end', t => {
  const {live, path, variable, calls} = start(t)
  holdBoot(live, {resume})
  t.deepEqual(variable(), raw('-livemode-upgrade.conf'))
  t.true(calls.includes('mount -t efivarfs efivarfs /sys/firmware/efi/efivars'))
  holdBoot(live, {resume})
  letGo(live, {resume})
  t.false(existsSync(path))
  letGo(live, {resume})
  t.false(existsSync(path))
})

test('what the administrator has chosen comes back, also when the power was lost behind any step', t => {
  const {live, kept, path, variable, calls} = start(t, {before: 'debian.conf'})
  holdBoot(live, {resume})
  t.is(readFileSync(kept, 'utf8'), 'debian.conf')
  t.true(calls.includes(`chattr -i ${path}`), 'the kernel protects it')
  holdBoot(live, {resume})
  t.is(readFileSync(kept, 'utf8'), 'debian.conf')
  letGo(live, {resume})
  t.is(variable().subarray(4).toString('utf16le').split('\0')[0], 'debian.conf')
  t.false(existsSync(kept))
  letGo(live, {resume})
  t.is(variable().subarray(4).toString('utf16le').split('\0')[0], 'debian.conf')
})

test('what somebody else has chosen since stays, and an older choice is forgotten', t => {
  const {live, kept, path} = start(t, {before: 'debian.conf'})
  holdBoot(live, {resume})
  writeFileSync(path, raw('other.conf'))
  letGo(live, {resume})
  t.deepEqual(readFileSync(path), raw('other.conf'))
  t.false(existsSync(kept))
})

test('a firmware that keeps nothing is refused', t => {
  const {live} = startLive(t, {source: {'/etc/livemode/installation': 'x'}})
  const error = t.throws(() => holdBoot(live, {resume}))
  t.is(error.name, 'Refusal')
  t.regex(error.message, /^the firmware does not keep what is to boot next: ENOENT/)
})
