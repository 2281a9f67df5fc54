import type {LivemodeError} from '@livemode/config'
import test from 'ava'
import {startGpg} from '../../test/gpg.ts'
import {assertBuildIsTrusted} from './own-build.ts'
import {readTrustedKeys} from './trust.ts'

test('who trusts keys, and signs nothing or with another, is told before the build', async t => {
  const {environment, makeKey, exportKey} = await startGpg(t)
  await makeKey('company')
  await makeKey('mine', 'rsa3072')
  const file = await exportKey('company', '--armor')
  const keys = await readTrustedKeys([file], '/none')
  const messageFor = (sign: string | undefined, trusted = keys) =>
    assertBuildIsTrusted(trusted, {sign, environment}).then(
      () => null,
      (error: LivemodeError) => `${error.code}: ${error.message}`,
    )
  t.is(
    await messageFor(undefined),
    `USAGE: what is built here is not signed, and only what a trusted key has signed is installed (${file})`,
  )
  t.is(
    await messageFor('mine'),
    `USAGE: --sign mine: what this key signs is not installed here, for it is none of those in ${file}`,
  )
  t.is(await messageFor('company'), null)
  t.is(await messageFor(undefined, []), null)
  const both = [...keys, ...(await readTrustedKeys([await exportKey('mine')], '/none'))]
  t.is(await messageFor('mine', both), null)
})
