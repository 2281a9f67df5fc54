// Hooks are found as run-parts(8) finds them, what could never run is refused, and one can stop everything.
import {chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {readLiveHooks, runHooks} from './hooks.ts'

const tell = '#!/bin/sh\necho hello\n'

async function makeHooks(
  t: ExecutionContext,
  files: Readonly<Record<string, string | {content: string | Buffer; mode: number}>>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-hooks-'))
  t.teardown(() => rm(folder, {recursive: true}))
  for (const [name, file] of Object.entries(files)) {
    const {content, mode} = typeof file === 'string' ? {content: file, mode: 0o755} : file
    await mkdir(join(folder, dirname(name)), {recursive: true})
    await writeFile(join(folder, name), content)
    await chmod(join(folder, name), mode)
  }
  return folder
}

const refusal = (t: ExecutionContext, folder: string) =>
  t.throwsAsync(readLiveHooks(folder), {instanceOf: LivemodeError, code: 'USAGE'})

test('those of the live system, in their order, under their names', async t => {
  const folder = await makeHooks(t, {
    'before-change/20-b': tell,
    'before-change/10_a': tell,
    'before-change/10_a.dpkg-old': tell,
    'before-change/Z~': tell,
    'before-change/README': {content: 'text', mode: 0o644},
    'after-change/x': tell,
    'before-reboot/y': tell,
    'first-boot/z': tell,
  })
  await symlink('/bin', join(folder, 'after-change/folder'))
  t.deepEqual(await readLiveHooks(folder), [
    {moment: 'before-change', name: '10_a', content: tell},
    {moment: 'before-change', name: '20-b', content: tell},
    {moment: 'after-change', name: 'x', content: tell},
  ])
})

test('no folder, no hooks', async t => {
  t.deepEqual(await readLiveHooks('/nonexistent'), [])
})

test('a folder that is no moment', async t => {
  const folder = await makeHooks(t, {'before-chnage/x': tell})
  const error = await refusal(t, folder)
  t.is(error?.message, `${folder}/before-chnage: there is no such moment for hooks`)
  t.is(error?.hint, 'the moments are before-reboot, before-change, after-change, first-boot')
})

test('what cannot run in the live system, or should not', async t => {
  const binary = await makeHooks(t, {
    'before-change/x': {content: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), mode: 0o755},
  })
  t.is(
    (await refusal(t, binary))?.message,
    `${binary}/before-change/x: a hook of the live system must be a script that begins with "#!"`,
  )
  const large = await makeHooks(t, {'after-change/x': `${tell}${'#'.repeat(1024 * 1024)}`})
  t.is(
    (await refusal(t, large))?.message,
    `${large}/after-change/x: it has more than 1048576 bytes, which cannot be right`,
  )
  const open = await makeHooks(t, {'after-change/x': {content: tell, mode: 0o775}})
  t.is(
    (await refusal(t, open))?.message,
    `${open}/after-change/x: others than its owner can write to this hook`,
  )
  const dangling = await makeHooks(t, {'after-change/x': tell})
  await symlink('/nonexistent', join(dangling, 'after-change/y'))
  t.is(
    (await refusal(t, dangling))?.message,
    `${dangling}/after-change/y: this hook cannot be read`,
  )
  const file = await makeHooks(t, {'before-change': {content: '', mode: 0o644}})
  t.is(
    (await refusal(t, file))?.message,
    `${file}/before-change: hooks are looked for here, and it is no folder`,
  )
})

const context = {environment: {PATH: process.env.PATH}, signal: new AbortController().signal}

test('before the reboot they run here, and the first one that says no ends it', async t => {
  const folder = await makeHooks(t, {
    'before-reboot/10':
      '#!/bin/sh\necho "$LIVEMODE_MOMENT $LIVEMODE_ROOT" >"$(dirname "$0")/../said"\n',
  })
  const run = (seconds = 60) => runHooks('before-reboot', {seconds, context, folder})
  await run().then(
    () => t.pass(),
    error => t.fail(error.message),
  )
  const said = join(folder, 'said')
  t.is(await readFile(said, 'utf8'), 'before-reboot /\n')
  await rm(said)
  await writeFile(join(folder, 'before-reboot/20'), '#!/bin/sh\nexit 7\n', {mode: 0o755})
  const error = await t.throwsAsync(run(), {instanceOf: LivemodeError, code: 'INHIBITED'})
  t.is(error?.message, 'the hook before-reboot/20 has ended with exit code 7')
  t.is(error?.hint, 'nothing has been changed on this machine')
  await rm(said)
  await writeFile(join(folder, 'before-reboot/20'), '#!/bin/sh\nsleep 98\n', {mode: 0o755})
  const late = await t.throwsAsync(run(1), {instanceOf: LivemodeError, code: 'INHIBITED'})
  t.is(late?.message, 'the hook before-reboot/20 has not ended in 1 s (hook_timeout)')
})
