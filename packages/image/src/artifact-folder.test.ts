// Artifacts appear all together or not at all, and what a killed run left is taken away.
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {ArtifactFolder} from './artifact-folder.ts'

async function newFolder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'livemode-artifacts-'))
  t.teardown(() => rm(path, {recursive: true, force: true}))
  return path
}

test('what is complete gets its name, and replaces what had it', async t => {
  const path = join(await newFolder(t), 'out', 'below')
  await mkdir(path, {recursive: true})
  await writeFile(join(path, 'one'), 'old')
  {
    await using folder = await ArtifactFolder.open(path)
    await writeFile(await folder.add('one', 3), 'new')
    await writeFile(await folder.add('two', 3), 'two')
    t.is(await readFile(join(path, 'one'), 'utf8'), 'old')
    await folder.complete()
  }
  t.deepEqual((await readdir(path)).toSorted(), ['one', 'two'])
  t.is(await readFile(join(path, 'one'), 'utf8'), 'new')
})

test('a folder that is not there is made', async t => {
  const path = join(await newFolder(t), 'a', 'b')
  await using _ = await ArtifactFolder.open(path)
  t.is((await readdir(path)).length, 1)
})

test('a failure leaves nothing new, and what was there', async t => {
  const path = await newFolder(t)
  await writeFile(join(path, 'one'), 'old')
  const work = async () => {
    await using folder = await ArtifactFolder.open(path)
    await writeFile(await folder.add('one', 3), 'new')
    throw new Error('the engine is gone')
  }
  await t.throwsAsync(work(), {message: 'the engine is gone'})
  t.deepEqual(await readdir(path), ['one'])
  t.is(await readFile(join(path, 'one'), 'utf8'), 'old')
})

test('what a killed run left is taken away, and nothing else', async t => {
  const path = await newFolder(t)
  await mkdir(join(path, '.incomplete-01234567', 'folder'), {recursive: true})
  await writeFile(join(path, '.incomplete-89abcdef'), '')
  await writeFile(join(path, 'manifest.json'), '')
  await writeFile(join(path, '.hidden'), '')
  {
    await using _ = await ArtifactFolder.open(path)
  }
  t.deepEqual((await readdir(path)).toSorted(), ['.hidden', 'manifest.json'])
})

test('what does not fit is refused before it is written', async t => {
  const path = await newFolder(t)
  await using folder = await ArtifactFolder.open(path)
  const error = await t.throwsAsync(folder.add('live-upgrade.img', 1e18), {
    instanceOf: LivemodeError,
  })
  t.is(error?.code, 'NO_SPACE')
  const [, free] = /where (\d+) MB are free$/.exec(error?.message ?? '') ?? []
  t.is(
    error?.message,
    `live-upgrade.img needs 1000000000000 MB in ${path}, where ${free} MB are free`,
  )
})

test('what is no folder cannot hold artifacts', async t => {
  const path = join(await newFolder(t), 'file')
  await writeFile(path, '')
  for (const out of [path, join(path, 'below')]) {
    const error = await t.throwsAsync(ArtifactFolder.open(out), {
      instanceOf: LivemodeError,
      message: `cannot write to the folder ${out}: it is no folder`,
    })
    t.is(error?.code, 'USAGE')
  }
})
