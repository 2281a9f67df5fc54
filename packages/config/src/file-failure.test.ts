// What the operating system refuses is said with the file's name, in a sentence.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {open, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {LivemodeError} from './error.ts'
import {fileFailure, naming} from './file-failure.ts'

const folder = mkdtempSync(join(tmpdir(), 'livemode-file-failure-'))
test.after.always(() => rmSync(folder, {recursive: true}))

const messageOf = async (work: Promise<unknown>) => {
  const failure = fileFailure(
    await work.then(
      () => undefined,
      error => error,
    ),
  )
  return failure instanceof LivemodeError ? `${failure.code} ${failure.message}` : failure
}

test('a full disk, which does not tell what was written', async t => {
  t.is(
    await messageOf(naming('/out/plan.json', writeFile('/dev/full', 'x'))),
    'FILE_FAILED /out/plan.json: no space left on device',
  )
  await using full = await open('/dev/full', 'r+')
  t.is(
    await messageOf(full.writeFile('x')),
    'FILE_FAILED a file cannot be used (write): no space left on device',
  )
})

test('what is not there, and what stands in the way', async t => {
  const path = join(folder, 'missing')
  t.is(await messageOf(readFile(path)), `FILE_FAILED ${path}: no such file or directory`)
  t.is(
    await messageOf(naming(join(path, 'x'), writeFile(join(path, 'x.new'), ''))),
    `FILE_FAILED ${path}/x: no such file or directory`,
  )
  execFileSync('mkdir', ['-p', join(folder, 'full/x')])
  await writeFile(join(folder, 'part'), '')
  t.is(
    await messageOf(rename(join(folder, 'part'), join(folder, 'full'))),
    `FILE_FAILED ${join(folder, 'full')}: illegal operation on a directory`,
  )
})

test('what Node itself refuses', async t => {
  t.is(await messageOf(rm(folder)), `FILE_FAILED ${folder}: illegal operation on a directory`)
})

test('any other error stays what it is', async t => {
  const error = new TypeError('a defect')
  t.is(await messageOf(Promise.reject(error)), error)
  const refused = Object.assign(new Error('connect'), {errno: -111, code: 'ECONNREFUSED'})
  t.is(await messageOf(naming('/x', Promise.reject(refused))), refused)
})
