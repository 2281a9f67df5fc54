import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError, naming} from '@livemode/config'
import {type Asking, readAnswer} from '@livemode/host'
import {type ArtifactFolder, manifestName, signatureName} from '@livemode/image'
import {chooseSigningKey, type SigningKey} from './signing-key.ts'

/** Whoever has to type a passphrase may take that long. */
const passphraseSeconds = 600

/**
 * Finds the key of the caller's keyring that signs, by what `gpg --local-user` takes. Throws `USAGE` where it is none to sign
 * with, and `HOST_UNREADABLE` where there is no gpg.
 */
export async function findSigningKey(name: string, asking: Asking): Promise<SigningKey> {
  const listing = await askGpg(['--list-secret-keys', '--with-colons', '--', name], asking)
  return chooseSigningKey(name, listing)
}

/** The fingerprints of the public keys in files, those of their subkeys, too. Throws `HOST_UNREADABLE` where there is no gpg. */
export async function listFingerprints(
  files: readonly string[],
  asking: Asking,
): Promise<readonly string[]> {
  const listing = await askGpg(['--show-keys', '--with-colons', '--', ...files], asking)
  return listing.split('\n').flatMap(line => {
    const [kind, ...fields] = line.split(':')
    return kind === 'fpr' ? [fields[8] ?? ''] : []
  })
}

/** Whatever gpg.conf of the caller says: a signature of a file, with SHA-2, that stays good as long as its key does. */
const asOthersTakeIt = ['--digest-algo', 'SHA512', '--no-textmode', '--default-sig-expire', '0']

/** More than a signature has. */
const mostSignatureBytes = 16 * 1024

/** Adds the signature of a manifest to the artifacts. Throws `SIGNING_FAILED`. */
export async function signManifest(
  folder: ArtifactFolder,
  {
    manifestFolder,
    key,
    ...asking
  }: Asking & {readonly manifestFolder: string; readonly key: SigningKey},
): Promise<void> {
  const signature = await folder.add(signatureName, mostSignatureBytes)
  await signFile({file: join(manifestFolder, manifestName), signature, key}, asking)
}

/**
 * Signs a file: a detached, armored signature of OpenPGP. A passphrase is gpg-agent's to ask for.
 *
 * Throws `SIGNING_FAILED`, and leaves nothing then.
 */
export async function signFile(
  {file, signature, key}: {file: string; signature: string; key: SigningKey},
  asking: Asking,
): Promise<void> {
  const argv = [
    ...['--armor', '--detach-sign', '--local-user', `${key.fingerprint}!`],
    ...asOthersTakeIt,
    ...['--output', signature, '--', file],
  ]
  await rm(signature, {force: true})
  const status = await naming(signature, askGpg(argv, {...asking, seconds: passphraseSeconds}))
  if (/^\[GNUPG:\] SIG_CREATED D /m.test(status)) return
  await rm(signature, {force: true})
  const [, why] = /^\[GNUPG:\] (?:FAILURE|INV_SGNR|ERROR) (.*)$/m.exec(status) ?? []
  throw new LivemodeError('SIGNING_FAILED', `gpg has not signed ${file}${why ? ` (${why})` : ''}`, {
    hint: 'a passphrase is asked for by gpg-agent: on a terminal it needs GPG_TTY=$(tty) in the environment',
  })
}

async function askGpg(argv: readonly string[], asking: Asking): Promise<string> {
  const answer = await readAnswer(
    ['gpg', '--batch', '--no-auto-key-retrieve', '--status-fd', '1', ...argv],
    asking,
  )
  if (answer !== null) return answer
  asking.signal?.throwIfAborted()
  throw new LivemodeError(
    'HOST_UNREADABLE',
    'the program gpg is missing, which signs, or does not answer',
    {
      hint: 'install the package gnupg (Debian) or gnupg2 (Enterprise Linux)',
    },
  )
}
