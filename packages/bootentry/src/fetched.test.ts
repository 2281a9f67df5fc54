// Of a folder that artifacts were fetched into only that goes which was fetched, and is still that.
import {mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {fetchedName, noteFetched, removeFetched} from './fetched.ts'

async function newFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-fetched-'))
  t.teardown(() => rm(folder, {recursive: true}))
  return folder
}

/** Puts files there as if they had been fetched. */
async function fetchInto(folder: string, names: readonly string[]) {
  const files: Record<string, number> = {}
  for (const name of names) {
    await writeFile(join(folder, name), 'fetched')
    files[name] = (await stat(join(folder, name))).mtimeMs
  }
  await noteFetched(folder, {files})
}

test('what was fetched goes, in however many runs, and what somebody else has put there stays', async t => {
  const folder = await newFolder(t)
  await writeFile(join(folder, 'mine'), 'mine')
  await fetchInto(folder, ['kernel'])
  await fetchInto(folder, ['image', 'manifest'])
  t.deepEqual(await removeFetched(folder), [])
  t.deepEqual(await readdir(folder), ['mine'])
})

test('what was put in the place of something fetched stays', async t => {
  const folder = await newFolder(t)
  await fetchInto(folder, ['kernel', 'image', 'manifest'])
  const built = join(folder, 'built')
  await writeFile(built, 'built')
  await utimes(built, 1_000_000, 1_000_000)
  await rename(built, join(folder, 'image'))
  await rm(join(folder, 'manifest'))
  await mkdir(join(folder, 'manifest'))
  await removeFetched(folder)
  t.deepEqual((await readdir(folder)).toSorted(), ['image', 'manifest'])
})

test('the folders that were made for it are known, the deepest first', async t => {
  const folder = await newFolder(t)
  await noteFetched(folder, {folders: [folder, '/srv/images']})
  await fetchInto(folder, ['image'])
  t.deepEqual(await removeFetched(folder), [folder, '/srv/images'])
  t.deepEqual(await readdir(folder), [])
})

test('where nothing was fetched, or nobody knows what, nothing goes', async t => {
  const folder = await newFolder(t)
  await writeFile(join(folder, 'mine'), 'mine')
  t.deepEqual(await removeFetched(folder), [])
  t.deepEqual(await removeFetched(join(folder, 'mine')), [])
  for (const content of ['', '{', '{"files":{"../mine":1},"folders":[]}', '{"files":{}}']) {
    await writeFile(join(folder, fetchedName), content)
    t.deepEqual(await removeFetched(folder), [])
  }
  t.deepEqual((await readdir(folder)).toSorted(), [fetchedName, 'mine'])
})
