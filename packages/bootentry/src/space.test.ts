// What an installation occupies counts as free for the next one, on its own file system only.
import {mkdtemp, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {creditSpace} from './space.ts'

test('files that go count where they lie', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-space-'))
  t.teardown(() => rm(folder, {recursive: true}))
  const file = join(folder, 'image')
  await writeFile(file, Buffer.alloc(100_000, 1))
  const {blocks} = await stat(file)
  const notThere = join(folder, 'kernel')
  const below = join(folder, 'not/there/yet')
  t.deepEqual(
    await creditSpace({[below]: {available: 5}, '/proc': {available: 7}}, [file, notThere]),
    {[below]: {available: 5 + blocks * 512}, '/proc': {available: 7}},
  )
})
