// A folder lives as long as its scope, and no longer than its process.
import {mkdir, mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {openTemporaryFolder, sweepTemporaryFolders} from './temporary-folder.ts'

test.before(async () => {
  process.env.TMPDIR = await mkdtemp(join(tmpdir(), 'livemode-test-'))
})
test.after.always(() => rm(tmpdir(), {recursive: true}))

test.serial('the scope takes the folder away, full or empty', async t => {
  {
    await using folder = await openTemporaryFolder()
    await writeFile(join(folder.path, 'file'), '')
    t.true((await stat(folder.path)).isDirectory())
  }
  t.deepEqual(await readdir(tmpdir()), [])
})

test.serial('only what belongs to a process that is gone is swept', async t => {
  await using mine = await openTemporaryFolder()
  // Process ids end at 2^22.
  const gone = 'livemode-9999999-aB3dE6'
  for (const name of [gone, 'livemode-test-aB3dE6', 'other']) await mkdir(join(tmpdir(), name))
  t.deepEqual(await sweepTemporaryFolders(), [gone])
  t.deepEqual((await readdir(tmpdir())).length, 3)
  t.true((await stat(mine.path)).isDirectory())
})
