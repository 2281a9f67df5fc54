// Two runs that resolve or download into one folder would take each other's indexes for leavings.
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {lockPackages} from './packages-folder.ts'

test('one at a time resolves or downloads into a folder', async t => {
  const out = mkdtempSync(join(tmpdir(), 'packages-folder-'))
  t.teardown(() => rmSync(out, {recursive: true}))
  {
    await using _ = await lockPackages(out, process.env)
    const error = await t.throwsAsync(lockPackages(out, process.env), {instanceOf: LivemodeError})
    t.is(error?.code, 'BUSY')
    t.is(error?.message, `another livemode resolves or downloads into ${out}`)
  }
  await using _ = await lockPackages(out, process.env)
})
