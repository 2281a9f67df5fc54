// The disk of the program has what the command needs to run, and is made anew only when that changes.
import {chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../../test/session.ts'
import {ensureProgramDisk} from './disk.ts'

let session: Session
let toolbox: string
let folder: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  for (const [path, text] of Object.entries(files)) await put(path, text)
  await chmod(join(folder, 'workspace/node_modules/.bin/node'), 0o755)
  await symlink('../../packages/own', join(folder, 'workspace/node_modules/@livemode/own'))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  await rm(folder, {recursive: true})
})

const needs = (...names: readonly string[]) =>
  JSON.stringify({dependencies: Object.fromEntries(names.map(name => [name, '*']))})

const files = {
  'workspace/package-lock.json': '{}',
  'workspace/node_modules/.bin/node': '#!/bin/sh\n',
  'workspace/node_modules/library/package.json': needs(),
  'workspace/node_modules/unneeded/package.json': needs(),
  'workspace/node_modules/@livemode/.keep': '',
  'workspace/packages/livemode/package.json': needs('library', '@livemode/own'),
  'workspace/packages/livemode/src/main.ts': 'the command',
  'workspace/packages/livemode/src/main.test.ts': 'its test',
  'workspace/packages/own/package.json': needs(),
  'artifacts/live-upgrade.img': 'the image',
}

async function put(path: string, text: string): Promise<void> {
  const file = join(folder, path)
  await mkdir(dirname(file), {recursive: true})
  await writeFile(file, text)
}

test('has everything, once for the same inputs', async t => {
  const file = join(folder, 'disks/program.raw')
  const request = {
    workspace: join(folder, 'workspace'),
    artifacts: join(folder, 'artifacts'),
    buildId: 'one',
    packages: undefined,
    programs: {'/packages/live/programs/main.mjs': 'a program'},
    config: '{"dracut_network": null}\n',
    toolbox,
    file,
  }
  await ensureProgramDisk(session, request)
  const {ino} = await stat(file)

  await using workbench = await session.start(toolbox, {
    name: 'test',
    binds: {[dirname(file)]: '/disks:ro'},
  })
  const debugfs = async (command: string) => {
    const fileSystem = `/disks/program.raw?offset=${1024 * 1024}`
    return (await workbench.exec(['debugfs', '-R', command, fileSystem])).stdout
  }
  t.is(await debugfs('cat /livemode.yaml'), '{"dracut_network": null}\n')
  t.is(await debugfs('cat /artifacts/live-upgrade.img'), 'the image')
  t.is(await debugfs('cat /packages/livemode/src/main.ts'), 'the command')
  t.is(await debugfs('cat /packages/live/programs/main.mjs'), 'a program')
  t.regex(await debugfs('stat /node'), /Mode: +0755/)
  t.regex(await debugfs('stat /node_modules/@livemode/own'), /Type: symlink/)
  t.regex(await debugfs('stat /node_modules/library/package.json'), /Type: regular/)
  t.is(await debugfs('stat /node_modules/unneeded'), '')
  t.is(await debugfs('stat /packages/livemode/src/main.test.ts'), '')

  await put('workspace/packages/livemode/src/main.test.ts', 'another test')
  await ensureProgramDisk(session, request)
  t.is((await stat(file)).ino, ino)
  await put('workspace/packages/livemode/src/main.ts', 'another command')
  await ensureProgramDisk(session, request)
  t.not((await stat(file)).ino, ino)
})
