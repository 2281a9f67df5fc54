import {execFile} from 'node:child_process'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {LivemodeError} from '@livemode/config'
import type {ExecutionContext} from 'ava'
import {assertSigned, readTrustedKeys} from '../src/signing/trust.ts'
import {newFolder} from './run-livemode.ts'

/** Runs a program to its end; gives what it prints. */
export const run = promisify(execFile)

/** A keyring of gpg's with some keys, in a folder that is gone after the test. */
export async function startGpg(t: ExecutionContext) {
  const folder = await newFolder(t)
  const environment = {PATH: process.env.PATH, GNUPGHOME: folder, HOME: folder}
  t.teardown(() => run('gpgconf', ['--kill', 'all'], {env: environment}))
  const gpg = async (...argv: readonly string[]) => {
    const batch = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '']
    return (await run('gpg', [...batch, ...argv], {env: environment})).stdout
  }
  const makeKey = (name: string, kind = 'nistp256') =>
    gpg('--quick-gen-key', `${name} <${name}@example.org>`, kind, 'sign', 'never')
  const file = join(folder, 'manifest.json')
  await writeFile(file, '{}\n')
  const exportKey = async (name: string, ...options: readonly string[]) => {
    const path = join(folder, `${name}.pub`)
    await gpg('--yes', ...options, '--output', path, '--export', name)
    return path
  }
  /** What is said of the file and a signature of it; null: nothing is wrong. */
  const verify = async (
    signature: string,
    keys: readonly string[],
    asked: Readonly<Record<string, string | undefined>> = environment,
  ) => {
    const trusted = await readTrustedKeys(keys, join(folder, 'none'))
    const signed = {
      place: file,
      content: await readFile(file),
      signature: await readFile(signature),
    }
    const refused = await assertSigned(signed, {trusted, environment: asked}).then(
      () => null,
      (error: LivemodeError) => error,
    )
    if (refused) t.is(refused.code, 'SIGNATURE_REFUSED', refused.stack)
    return refused?.message.replace(`${file} `, '').replace(/[0-9A-F]{16}/, 'ID') ?? null
  }
  const sign = async (name: string, ...options: readonly string[]) => {
    const signature = join(folder, `${name}.asc`)
    await gpg(
      ...options,
      '--yes',
      '--local-user',
      name,
      '--armor',
      '--output',
      signature,
      '--detach-sign',
      file,
    )
    return signature
  }
  return {folder, environment, gpg, makeKey, file, exportKey, verify, sign}
}
