// The scripts that run in machines, and those that make what runs in them, are clean to the one who checks shell.
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../test/session.ts'

let session: Session
let toolbox: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
})
test.after.always(() => session[Symbol.asyncDispose]())

async function shellcheck(folder: string, names: readonly string[]): Promise<void> {
  await using workbench = await session.start(toolbox, {
    name: 'test',
    binds: {[folder]: '/srv:ro'},
  })
  await workbench.exec(['shellcheck', ...names.map(name => join('/srv', name))])
}

test('shellcheck finds nothing in the scripts', async t => {
  const names = (await readdir(import.meta.dirname, {recursive: true})).filter(name =>
    name.endsWith('.sh'),
  )
  t.true(names.length > 5)
  await shellcheck(import.meta.dirname, names)
})

test('shellcheck finds nothing in the scripts of Fixture Linux', async t => {
  const folder = fileURLToPath(new URL('../files', import.meta.resolve('@livemode/fixture-linux')))
  const names: string[] = []
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await readFile(path, 'utf8')).startsWith('#!'))
      names.push(path.slice(folder.length))
  }
  t.true(names.length > 10)
  await shellcheck(folder, names)
})
