// The scripts that run in machines are clean to the one who checks shell.
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import test from 'ava'
import {startTestSession} from '../test/session.ts'

test('shellcheck finds nothing in the scripts', async t => {
  const names = (await readdir(import.meta.dirname, {recursive: true})).filter(name =>
    name.endsWith('.sh'),
  )
  t.true(names.length > 5)
  const {session, toolbox} = await startTestSession()
  await using owned = session
  const binds = {[import.meta.dirname]: '/srv:ro'}
  await using workbench = await owned.start(toolbox, {name: 'test', binds})
  await workbench.exec(['shellcheck', ...names.map(name => join('/srv', name))])
})
