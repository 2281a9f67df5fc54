// A machine that was packed is the same when it is unpacked, and other archives are refused.

import {LivemodeError} from '@livemode/config'
import {packArchive} from '@livemode/container'
import {noObservations} from '@livemode/host'
import test from 'ava'
import {readHost} from '../test/planned.ts'
import {packMachine, unpackMachine} from './machine-archive.ts'

const host = readHost('debian-12-ext4')
const facts = new Map([
  ['/etc/apt/sources.list', Buffer.from('deb http://deb.debian.org/debian bookworm main\n')],
  ['/var/lib/dpkg/status', Buffer.from([0xff, 0x0a])],
])

test('packed and unpacked', async t => {
  const archive = await packMachine({host, facts})
  t.deepEqual(await unpackMachine(archive, {file: 'x'}), {host, facts})
})

test('what was seen on it goes with it', async t => {
  const archive = await packMachine({host, facts, observations: noObservations})
  t.deepEqual(await unpackMachine(archive, {file: 'x'}), {
    host,
    facts,
    observations: noObservations,
  })
})

test('an archive of something else', async t => {
  const archive = await packArchive(new Map([['source/etc/x', Buffer.from('')]]))
  const error = await t.throwsAsync(unpackMachine(archive, {file: 'm.tar.gz'}), {
    instanceOf: LivemodeError,
    message: 'm.tar.gz: there is no host.json in this archive',
  })
  t.is(error?.code, 'HOST_INVALID')
})

test('a broken archive, and a broken description in a whole one', async t => {
  const archive = await packMachine({host, facts})
  await t.throwsAsync(unpackMachine(archive.subarray(0, -9), {file: 'm'}), {
    instanceOf: LivemodeError,
    message: 'm: the archive cannot be read: unexpected end of file',
  })
  const broken = await packArchive(new Map([['host.json', Buffer.from('{')]]))
  const error = await t.throwsAsync(unpackMachine(broken, {file: 'm'}), {instanceOf: LivemodeError})
  t.true(error?.message.startsWith('m:host.json:1:2: a key in double quotes is expected here'))
})
