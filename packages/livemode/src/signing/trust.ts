import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {basename, dirname, join, resolve} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {assertOwn, readAnswer, readHead} from '@livemode/host'
import {signatureName} from '@livemode/image'
import {mostBytes, readBytes} from '../named-file.ts'
import {dearmorKeys} from './dearmor.ts'
import {checkVerdict} from './verdict.ts'

/** Keys as gpgv(1) reads them, and the files that they are from. Where there are none, no signature is asked for. */
export type TrustedKeys = readonly {readonly file: string; readonly keys: Buffer}[]

export const trustedFolder = '/etc/livemode/trusted.d'

const isKeyFile = (name: string) => /\.(?:asc|gpg|pgp)$/.test(name)

/**
 * Reads the keys of the files that are named, and of a folder of such files.
 *
 * Throws `USAGE` for a file that is not there, has no public key in it, or can be changed by others, and for a key in the
 * folder whose name is none of a key.
 */
export async function readTrustedKeys(
  named: readonly string[],
  folder = trustedFolder,
): Promise<TrustedKeys> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const inFolder = found.toSorted().map(name => join(folder, name))
  await Promise.all(inFolder.filter(file => !isKeyFile(file)).map(assertNoKey))
  const files = [...named.map(file => resolve(file)), ...inFolder.filter(isKeyFile)]
  return Promise.all(files.map(readKeys))
}

/** Whoever has put a key there believes that it is asked for. */
async function assertNoKey(file: string) {
  const content = await readHead(file, mostBytes)
  if (content === undefined || dearmorKeys(content) === undefined) return
  throw new LivemodeError(
    'USAGE',
    `${file}: there is a key in it, and nothing would be verified by it`,
    {
      hint: 'give it a name that ends with .asc, .gpg or .pgp, or take it away',
    },
  )
}

async function readKeys(file: string) {
  const content = await readBytes(file, {mostBytes})
  await assertOwn(dirname(file), [basename(file)])
  const keys = dearmorKeys(content)
  if (keys) return {file, keys}
  throw new LivemodeError('USAGE', `${file}: there is no public key of OpenPGP in it`, {
    hint: 'write it anew: gpg --armor --export KEY',
  })
}

interface Signed {
  /** Where the content is from, for a reader. */
  readonly place: string
  readonly content: Buffer
  readonly signature: Buffer | undefined
}

/**
 * Makes sure that a file is signed by one of the trusted keys, where there are any.
 *
 * Throws `SIGNATURE_REFUSED`, and `HOST_UNREADABLE` where there is no gpgv.
 */
export async function assertSigned(
  {place, content, signature}: Signed,
  {
    trusted,
    environment,
    signal,
  }: {
    readonly trusted: TrustedKeys
    readonly environment: Readonly<Record<string, string | undefined>>
    readonly signal?: AbortSignal
  },
): Promise<void> {
  if (trusted.length === 0) return
  if (signature === undefined)
    throw refuse(`${place} is not signed: there is no ${signatureName} beside it`, trusted)
  await using folder = await openTemporaryFolder()
  const put = async (name: string, bytes: Buffer) => {
    await writeFile(join(folder.path, name), bytes)
    return join(folder.path, name)
  }
  const keyring = await put('keyring.gpg', Buffer.concat(trusted.map(({keys}) => keys)))
  const files = [await put(signatureName, signature), await put('signed', content)]
  const argv = [
    'gpgv',
    '--status-fd',
    '1',
    '--homedir',
    folder.path,
    '--keyring',
    keyring,
    ...files,
  ]
  const status = await readAnswer(argv, {environment, signal})
  if (status === null) {
    throw new LivemodeError(
      'HOST_UNREADABLE',
      'the program gpgv is missing, which verifies signatures',
      {
        hint: 'install the package gpgv (Debian) or gnupg2 (Enterprise Linux)',
      },
    )
  }
  const problem = checkVerdict(status)
  if (problem !== null) throw refuse(`${place} ${problem}`, trusted)
}

const refuse = (message: string, trusted: TrustedKeys) =>
  new LivemodeError('SIGNATURE_REFUSED', message, {
    hint: `trusted are the keys of ${trusted.map(({file}) => file).join(', ')}`,
  })

/** In the memory of this machine, where root has one that goes with the next boot. */
async function openTemporaryFolder(): Promise<AsyncDisposable & {readonly path: string}> {
  const path = await mkdtemp(join(process.getuid?.() === 0 ? '/run' : tmpdir(), 'livemode-keys-'))
  return {path, [Symbol.asyncDispose]: () => rm(path, {recursive: true, force: true})}
}
