// A lock is held by one process at a time, and by nobody who may not open the file.
import {chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {lockFile, lockPlace} from './file-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'livemode-lock-'))
test.after.always(() => rmSync(folder, {recursive: true}))

const busy = new LivemodeError('BUSY', 'somebody else is at work')
const lock = (path: string) => lockFile(path, {environment: process.env, busy})

test('a second one waits a moment, and is refused as long as the first one is at work', async t => {
  const path = join(folder, 'lock')
  {
    await using _ = await lock(path)
    t.is(await t.throwsAsync(lock(path)), busy)
  }
  await using _ = await lock(path)
  t.pass()
})

test('a file that others could open is closed to them', async t => {
  const path = join(folder, 'open')
  writeFileSync(path, '')
  chmodSync(path, 0o666)
  await using _ = await lock(path)
  t.is(statSync(path).mode & 0o777, 0o600)
})

test('a folder is locked as it is', async t => {
  await using _ = await lockPlace(folder, {environment: process.env, busy})
  t.is(await t.throwsAsync(lockPlace(folder, {environment: process.env, busy})), busy)
})

test('a link and a folder are no locks', async t => {
  const path = join(folder, 'link')
  symlinkSync('/etc/hostname', path)
  await t.throwsAsync(lock(path), {code: 'FILE_FAILED', message: /^.*link cannot be locked: ELOOP/})
  await t.throwsAsync(lock(folder), {code: 'FILE_FAILED'})
})
