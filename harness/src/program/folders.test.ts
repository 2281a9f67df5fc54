// The command's folders are those of its packages and of what they need at run time, and no others.
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {findProgramFolders} from './folders.ts'

async function makeWorkspace(
  t: ExecutionContext,
  packages: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  t.teardown(() => rm(root, {recursive: true}))
  for (const [folder, names] of Object.entries(packages)) {
    await mkdir(join(root, folder), {recursive: true})
    const dependencies = Object.fromEntries(names.map(name => [name, '*']))
    const text = JSON.stringify({dependencies, devDependencies: {unneeded: '*'}})
    await writeFile(join(root, folder, 'package.json'), text)
  }
  return root
}

test('packages of the workspace are found behind their links, others where they are installed', async t => {
  const root = await makeWorkspace(t, {
    'packages/command': ['@own/library', 'second'],
    'packages/library': ['first'],
    'packages/other': ['first'],
    'node_modules/first': ['second'],
    // Another version than that of everybody else.
    'node_modules/first/node_modules/second': ['third'],
    'node_modules/second': [],
    'node_modules/third': [],
    'node_modules/unneeded': [],
  })
  await mkdir(join(root, 'node_modules/@own'))
  await symlink('../../packages/library', join(root, 'node_modules/@own/library'))
  t.deepEqual(await findProgramFolders(root, 'packages/command'), [
    'node_modules/first',
    'node_modules/second',
    'node_modules/third',
    'packages/command',
    'packages/library',
  ])
})

test('what is not installed is named, with who needs it', async t => {
  const root = await makeWorkspace(t, {'packages/command': ['missing']})
  await t.throwsAsync(findProgramFolders(root, 'packages/command'), {
    message: 'missing, which packages/command needs, is not installed: run npm ci',
  })
})
