// What is made from the same inputs is made once, and what is not complete is not there.
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
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

test('a folder is made anew as well, and a half one is not there', async t => {
  const parent = await openFolder(t)
  const folder = join(parent, 'release')
  const make = (inputs: unknown, content: string, fails = false) =>
    makeOnce(folder, {
      inputs,
      make: async name => {
        await mkdir(join(parent, name))
        await writeFile(join(parent, name, 'file'), content)
        if (fails) throw new Error('no space')
      },
    })
  await make(1, 'first')
  await make(1, 'second')
  t.is(await readFile(join(folder, 'file'), 'utf8'), 'first')
  await make(2, 'third')
  t.is(await readFile(join(folder, 'file'), 'utf8'), 'third')
  await t.throwsAsync(make(3, 'half', true), {message: 'no space'})
  t.deepEqual(await readdir(parent), ['release'])
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
