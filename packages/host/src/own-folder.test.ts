// Root takes nothing from where somebody else could put something else in between.
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {assertOwn} from './own-folder.ts'

const isRoot = process.getuid?.() === 0
const user = process.getuid?.() ?? 0
/** A test without root's rights owns its files itself, as who has become root by sudo does. */
const own = {uid: 0, sudoUid: `${user}`}

function makeFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'own-folder-'))
  t.teardown(() => rmSync(folder, {recursive: true}))
  mkdirSync(join(folder, 'out'), {mode: 0o755})
  writeFileSync(join(folder, 'out/manifest.json'), '{}', {mode: 0o644})
  return join(folder, 'out')
}

const isRefused = async (t: ExecutionContext, folder: string, place: string, who = own) => {
  const error = await t.throwsAsync(assertOwn(folder, ['manifest.json'], who), {
    instanceOf: LivemodeError,
  })
  t.is(error?.code, 'USAGE')
  t.true(error?.message.startsWith(`${place} can be changed by others`), error?.message)
}

test('a folder of one’s own, in a folder for all', async t => {
  await t.notThrowsAsync(assertOwn(makeFolder(t), ['manifest.json', 'missing'], own))
})

test('what others can write', async t => {
  const folder = makeFolder(t)
  chmodSync(join(folder, 'manifest.json'), 0o646)
  await isRefused(t, folder, join(folder, 'manifest.json'))
  chmodSync(join(folder, 'manifest.json'), 0o664)
  await isRefused(t, folder, join(folder, 'manifest.json'))
  chmodSync(join(folder, 'manifest.json'), 0o644)
  // Here even the sticky bit leaves room for what is not there yet.
  chmodSync(folder, 0o1777)
  await isRefused(t, folder, folder)
  chmodSync(folder, 0o755)
  chmodSync(join(folder, '..'), 0o757)
  await isRefused(t, folder, join(folder, '..'))
  await t.notThrowsAsync(assertOwn(folder, ['manifest.json'], {uid: 1000, sudoUid: '1000'}))
})

test('a link in the place of a file', async t => {
  const folder = makeFolder(t)
  rmSync(join(folder, 'manifest.json'))
  symlinkSync('/etc/hostname', join(folder, 'manifest.json'))
  await isRefused(t, folder, join(folder, 'manifest.json'))
})

test('a link to the folder is followed, and what is there looked at', async t => {
  const folder = makeFolder(t)
  symlinkSync('out', `${folder}-link`)
  await t.notThrowsAsync(assertOwn(`${folder}-link`, ['manifest.json'], own))
})

if (isRoot) {
  test('of somebody else, unless that is who has become root', async t => {
    const folder = makeFolder(t)
    chownSync(folder, 1234, 1234)
    await isRefused(t, folder, folder, {uid: 0, sudoUid: '4321'})
    await t.notThrowsAsync(assertOwn(folder, ['manifest.json'], {uid: 0, sudoUid: '1234'}))
  })
}
