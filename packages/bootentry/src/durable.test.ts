// A file gets its name only when it is whole, and what was copied is what was meant.
import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {copyDurably, keepDurably, missingFolders, removeDurably, writeDurably} from './durable.ts'

async function newFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-durable-'))
  t.teardown(() => rm(folder, {recursive: true}))
  return folder
}

const sha256 = createHash('sha256').update('content').digest('hex')
const {signal} = new AbortController()

test('a file is written with its mode, over an older one and over what was left half', async t => {
  const folder = await newFolder(t)
  const path = join(folder, 'file')
  await writeFile(join(folder, '.file.livemode-part'), 'half')
  for (const content of ['one', 'two']) {
    await writeDurably(path, {content, mode: 0o600})
    t.is(await readFile(path, 'utf8'), content)
  }
  t.is((await stat(path)).mode & 0o777, 0o600)
  t.deepEqual(await readdir(folder), ['file'])
})

test('a copy with another checksum does not get the name', async t => {
  const folder = await newFolder(t)
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  await writeFile(from, 'content')
  await copyDurably(from, to, {sha256, mode: 0o600, signal})
  t.is(await readFile(to, 'utf8'), 'content')

  await rm(to)
  await writeFile(from, 'Content')
  const error = await t.throwsAsync(copyDurably(from, to, {sha256, mode: 0o600, signal}), {
    instanceOf: LivemodeError,
    message: `${from} is not what the manifest says`,
  })
  t.is(error?.code, 'IMAGE_BROKEN')
  t.false((await readdir(folder)).includes('to'))
})

test('what is kept stays as it is when another file takes its place', async t => {
  const folder = await newFolder(t)
  const [path, kept] = [join(folder, 'a'), join(folder, 'kept')]
  await writeFile(path, 'old')
  await keepDurably(path, kept)
  await writeDurably(path, {content: 'new', mode: 0o600})
  t.is(await readFile(kept, 'utf8'), 'old')
  await removeDurably(kept)
  await removeDurably(kept)
  t.deepEqual(await readdir(folder), ['a'])
})

test('the folders that have to be made, the deepest first', async t => {
  const folder = await newFolder(t)
  t.deepEqual(await missingFolders(join(folder, 'a/b')), [join(folder, 'a/b'), join(folder, 'a')])
  t.deepEqual(await missingFolders(folder), [])
})

test('modes are as they are meant, whatever the umask is', async t => {
  const folder = await newFolder(t)
  // A thread of this process cannot change it.
  const program = `
    process.umask(0o077)
    const {makeFolder, writeDurably} = await import(process.argv[1])
    await makeFolder(process.argv[2] + '/folder')
    await writeDurably(process.argv[2] + '/folder/script', {content: '', mode: 0o755})`
  const module = new URL('./durable.ts', import.meta.url).href
  const words = ['--input-type=module', '--eval', program, module, folder]
  await promisify(execFile)(process.execPath, words)
  for (const name of ['folder', 'folder/script']) {
    t.is((await stat(join(folder, name))).mode & 0o777, 0o755, name)
  }
})
