// What livemode signs is verified by gpgv in FIPS mode, also by the libgcrypt 1.8 that Enterprise Linux 8 has; and what it
// notes of a key is so.
import {execFile} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {Session} from '@livemode/container'
import {ensureDebianRoot} from '@livemode/userspace'
import test from 'ava'
import {startSession} from '../../test/session.ts'
import {findSigningKey, signFile} from './sign.ts'
import {checkVerdict} from './verdict.ts'

const run = promisify(execFile)

/** By the name of their owner: those of which something is noted go last. */
const kinds = [
  ...['rsa2048', 'rsa3072', 'rsa4096', 'nistp256', 'nistp384', 'nistp521'],
  ...['ed25519', 'secp256k1', 'mixed'],
]

let session: Session
let folder: string
const notes = new Map<string, string | null>()

test.before(async () => {
  session = await startSession()
  folder = await mkdtemp(join(tmpdir(), 'livemode-fips-'))
  const environment = {PATH: process.env.PATH, HOME: folder, GNUPGHOME: folder}
  const options = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '']
  const gpg = async (...argv: readonly string[]) =>
    (await run('gpg', [...options, ...argv], {env: environment})).stdout
  const file = join(folder, 'signed')
  await writeFile(file, '{}\n')
  try {
    for (const kind of kinds) {
      const primary = kind === 'mixed' ? 'ed25519' : kind
      await gpg('--quick-gen-key', `${kind}@example.org`, primary, 'sign', 'never')
      if (kind === 'mixed')
        await gpg('--quick-add-key', await fingerprintOf(kind), 'rsa3072', 'sign')
      const key = await findSigningKey(`${kind}@example.org`, {environment})
      notes.set(kind, key.note)
      await signFile({file, signature: join(folder, `${kind}.asc`), key}, {environment})
      await gpg('--output', join(folder, `${kind}.gpg`), '--export', `${kind}@example.org`)
    }
  } finally {
    await run('gpgconf', ['--kill', 'all'], {env: environment})
  }

  async function fingerprintOf(kind: string): Promise<string> {
    const listing = await gpg('--with-colons', '--list-keys', `${kind}@example.org`)
    return /^fpr:*([0-9A-F]+):/m.exec(listing)?.[1] ?? ''
  }
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

for (const [suite, libgcrypt] of [
  ['bullseye', '1.8'],
  ['bookworm', '1.10'],
] as const) {
  test(`libgcrypt ${libgcrypt}`, async t => {
    const image = await ensureDebianRoot(session, {suite, packages: [], log: () => {}})
    await using container = await session.start(image, {
      name: 'fips',
      binds: {[folder]: '/signed:ro'},
    })
    const sh = async (script: string) => (await container.exec(['sh', '-c', script])).stdout
    t.regex(await sh('gpgv --version'), new RegExp(`^libgcrypt ${libgcrypt}\\.`, 'm'))
    const verdictOn = async (kind: string) =>
      checkVerdict(
        await sh(
          `gpgv --status-fd 1 --keyring /signed/${kind}.gpg /signed/${kind}.asc /signed/signed || true`,
        ),
      )
    for (const kind of kinds) t.is(await verdictOn(kind), null, kind)
    // Enforced, see fips.c of libgcrypt.
    await sh('mkdir -p /etc/gcrypt && echo 1 >/etc/gcrypt/fips_enabled')
    for (const kind of kinds) {
      const expected = notes.get(kind) === null ? null : 'has a signature that cannot be verified'
      t.is(await verdictOn(kind), expected, kind)
    }
  })
}
