// rpm's new database takes the place of the old one in one step, when it has the same packages, and only then the old one goes.
import {existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {Refusal} from '../engine.ts'
import {rebuildDatabase} from './database.ts'

const folderOf = (argv: readonly string[]) =>
  argv.find(word => word.startsWith('--dbpath='))?.slice('--dbpath='.length) ?? ''

/** rpm as it goes about: it moves the folder away that it is told. `isLost`: a package is not in the new one. */
function start(
  t: ExecutionContext,
  {files, isLost = false}: {files: readonly string[]; isLost?: boolean},
) {
  const started = startLive(t, {
    source: Object.fromEntries(files.map(name => [`/var/lib/rpm/${name}`, 'old'])),
    programs: {
      rpm(argv) {
        if (argv[1] === '--eval') return {stdout: 'sqlite\n'}
        const isNew = existsSync(join(folderOf(argv), 'rpmdb.sqlite'))
        const lines = ['a', 'b'].map(name => `${name}\t0\t1-1\tnoarch\t1\t2\n`)
        return {stdout: lines.slice(isNew && isLost ? 1 : 0).join('')}
      },
      rpmdb(argv) {
        const folder = folderOf(argv)
        if (!argv.includes('--rebuilddb')) return {}
        rmSync(folder, {recursive: true})
        mkdirSync(folder)
        writeFileSync(join(folder, 'rpmdb.sqlite'), 'new')
        writeFileSync(join(folder, 'rpmdb.sqlite-wal'), '')
        return {}
      },
    },
  })
  const list = () => readdirSync(join(started.sourceRoot, 'var/lib')).toSorted()
  const listed = () => readdirSync(join(started.sourceRoot, 'var/lib/rpm')).toSorted()
  return {...started, context: engineContext(started.live), list, listed}
}

for (const [format, files] of Object.entries({
  ndb: ['Index.db', 'Packages.db'],
  bdb: ['Basenames', 'Packages', '__db.001'],
})) {
  test(`${format} becomes sqlite`, async t => {
    const {context, list, listed, lines} = start(t, {files})
    await rebuildDatabase(context)
    t.deepEqual(listed(), ['rpmdb.sqlite'])
    t.deepEqual(list(), ['rpm'])
    t.deepEqual(lines, [
      `rpm’s database becomes sqlite, it was ${format}`,
      'rpm’s database has 2 packages, as before',
    ])
  })
}

test('interrupted between the new one and the old one, the old one goes', async t => {
  const {context, listed, calls} = start(t, {files: ['Packages.db', 'Index.db', 'rpmdb.sqlite']})
  await rebuildDatabase(context)
  t.deepEqual(listed(), ['rpmdb.sqlite'])
  t.false(calls.some(call => call.includes('--rebuilddb')))
})

test('a new one with other packages does not come', async t => {
  const {context, list, listed} = start(t, {files: ['Index.db', 'Packages.db'], isLost: true})
  const error = await t.throwsAsync(rebuildDatabase(context), {instanceOf: Refusal})
  t.is(error?.message, 'rpm has lost packages while it has rebuilt the source’s database')
  t.deepEqual(listed(), ['Index.db', 'Packages.db'])
  t.deepEqual(list(), ['rpm'])
})
