// What is made from the same inputs is made once, and what is not complete is not there.
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {makeOnce} from './made-once.ts'

async function openFolder(t: ExecutionContext) {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  t.teardown(() => rm(folder, {recursive: true}))
  return folder
}

test('a file is made anew only for other inputs', async t => {
  const folder = await openFolder(t)
  const file = join(folder, 'in', 'disk.raw')
  const make = (inputs: unknown, content: string) =>
    makeOnce(file, {inputs, make: name => writeFile(join(folder, 'in', name), content)})
  await make({size: 1}, 'first')
  await make({size: 1}, 'second')
  t.is(await readFile(file, 'utf8'), 'first')
  await make({size: 2}, 'third')
  t.is(await readFile(file, 'utf8'), 'third')
})

test('a failure leaves nothing behind, and the next attempt makes the file', async t => {
  const folder = await openFolder(t)
  const file = join(folder, 'disk.raw')
  const half = async (name: string) => {
    await writeFile(join(folder, name), 'half')
    throw new Error('no space')
  }
  await t.throwsAsync(makeOnce(file, {inputs: 1, make: half}), {message: 'no space'})
  t.deepEqual(await readdir(folder), [])
  await makeOnce(file, {inputs: 1, make: name => writeFile(join(folder, name), 'whole')})
  t.is(await readFile(file, 'utf8'), 'whole')
})
