// Nothing but a regular file is read, and no more of it than it may have.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {readSmallFile, readWholeFile} from './regular-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'livemode-regular-file-'))
test.after.always(() => rmSync(folder, {recursive: true}))
const place = (name: string) => join(folder, name)

test('a file whose size is not told is read whole', async t => {
  const status = await readSmallFile('/proc/self/status', 1 << 20)
  t.regex(status?.toString() ?? '', /^Name:/)
})

test('no more than a file may have', async t => {
  writeFileSync(place('ten'), '0123456789')
  t.is((await readSmallFile(place('ten'), 10))?.toString(), '0123456789')
  t.is(await readSmallFile(place('ten'), 9), undefined)
  writeFileSync(place('large'), '')
  truncateSync(place('large'), 16 * 1024 * 1024 + 1)
  await t.throwsAsync(readWholeFile(place('large')), {
    code: 'FILE_FAILED',
    message: `${place('large')} cannot be read: it has more than 16777216 bytes`,
  })
})

test('a pipe, a device and a folder are not waited for', async t => {
  execFileSync('mkfifo', [place('pipe')])
  for (const path of [place('pipe'), '/dev/zero', folder]) {
    await t.throwsAsync(readWholeFile(path), {
      code: 'FILE_FAILED',
      message: `${path} cannot be read: it is no regular file`,
    })
  }
})

test('what is not there is none', async t => {
  t.is(await readWholeFile(place('nothing')), undefined)
  t.is(await readWholeFile(place('ten/below')), undefined)
})
