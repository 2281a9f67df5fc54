import {execFile} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'

const run = promisify(execFile)

/** A keyring with one key that signs, whose passphrase gpg-agent has been told. */
export interface SigningKeyring extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>
  readonly name: string
  readonly passphrase: string
  /** The armored public key. */
  readonly publicKey: string
}

/** Makes such a keyring, in a folder that goes with it. */
export async function makeSigningKeyring(): Promise<SigningKeyring> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-gnupg-'))
  const environment = {PATH: process.env.PATH ?? '', HOME: folder, GNUPGHOME: folder}
  const options = {env: environment}
  const passphrase = `ph@r/a%s+${crypto.randomUUID()}`
  const name = 'images@example.org'
  await writeFile(join(folder, 'gpg-agent.conf'), 'allow-preset-passphrase\n')
  const secretly = ['--pinentry-mode', 'loopback', '--passphrase', passphrase]
  const gpg = async (...argv: readonly string[]) =>
    (await run('gpg', ['--batch', '--quiet', ...argv], options)).stdout
  await gpg(...secretly, '--quick-gen-key', name, 'rsa3072', 'sign', 'never')
  // What was typed once is forgotten.
  await run('gpgconf', ['--kill', 'gpg-agent'], options)
  const listing = await gpg('--with-colons', '--with-keygrip', '--list-secret-keys')
  const [, keygrip = ''] = /^grp:*([0-9A-F]{40}):/m.exec(listing) ?? []
  const {stdout} = await run('gpgconf', ['--list-dirs', 'libexecdir'], options)
  const preset = run(join(stdout.trim(), 'gpg-preset-passphrase'), ['--preset', keygrip], options)
  preset.child.stdin?.end(passphrase)
  await preset
  return {
    environment,
    name,
    passphrase,
    publicKey: await gpg('--armor', '--export', name),
    async [Symbol.asyncDispose]() {
      await run('gpgconf', ['--kill', 'all'], options)
      await rm(folder, {recursive: true, force: true})
    },
  }
}
