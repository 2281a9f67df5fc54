import {LivemodeError} from './error.ts'
import {type Problem, renderProblems} from './problem.ts'

/** A public key of an authorized_keys file. */
export interface AuthorizedKey {
  readonly type: string
  readonly comment: string
}

/** How many parts the blob of each kind of key has behind its name, see sshd(8). */
const keyParts: Readonly<Record<string, number>> = {
  'ssh-ed25519': 1,
  'ssh-rsa': 2,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'sk-ssh-ed25519@openssh.com': 2,
  'sk-ecdsa-sha2-nistp256@openssh.com': 3,
}

/** RSA keys with fewer bits are refused by every sshd that a target brings. */
const leastRsaBits = 1024

/**
 * Parses the text of an authorized_keys file, see sshd(8): public keys, a line each, with options
 * before them and comments behind.
 *
 * Throws `CONFIG_INVALID` with every line that is no public key. The lines are not shown: what was
 * named by mistake may be secret.
 */
export function parseAuthorizedKeys(
  text: string,
  {file}: {file: string},
): readonly AuthorizedKey[] {
  const source = {file, text, isPrivate: true}
  const invalid = (problems: readonly Problem[]) =>
    new LivemodeError('CONFIG_INVALID', renderProblems(problems, source))
  const secret = text.search(/-----BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File-\d/)
  if (secret >= 0) {
    const what =
      'is a private key, which must not leave its owner: name the file with the public key'
    throw invalid([{offset: secret, what}])
  }
  const problems: Problem[] = []
  const keys: AuthorizedKey[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const start = line.search(/[^ \t\r]/)
    if (start >= 0 && line[start] !== '#') {
      const key = parseKey(line.trim())
      if (typeof key === 'string') problems.push({offset: offset + start, what: key})
      else keys.push(key)
    }
    offset += line.length + 1
  }
  if (problems.length > 0) throw invalid(problems)
  if (keys.length === 0) throw invalid([{offset: 0, what: 'holds no public key'}])
  return keys
}

/** The key of a line, or what is wrong with it. */
function parseKey(line: string): AuthorizedKey | string {
  const [first = '', ...others] = wordsOf(line)
  const [type = '', blob = '', ...comment] = isKeyType(first) ? [first, ...others] : others
  if (type === '') return 'is no public key'
  if (type === 'ssh-dss') return 'is a key of the kind ssh-dss, which sshd does not take any more'
  const parts = keyParts[type]
  if (parts === undefined) return 'is no public key of a kind that sshd takes'
  const problem = problemOfBlob(Buffer.from(blob, 'base64'), {type, parts, text: blob})
  return problem ?? {type, comment: comment.join(' ')}
}

const isKeyType = (word: string) => Object.hasOwn(keyParts, word) || word === 'ssh-dss'

/** The words of a line; options before a key may have spaces in double quotes. */
const wordsOf = (line: string): readonly string[] =>
  line.match(/(?:"(?:\\"|[^"])*"|[^\s"])+/g) ?? []

function problemOfBlob(
  blob: Buffer,
  {type, parts, text}: {type: string; parts: number; text: string},
): string | undefined {
  const broken = `is no complete key of the kind ${type}: it is cut off or damaged`
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return broken
  const fields: Buffer[] = []
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return broken
    const end = at + 4 + blob.readUInt32BE(at)
    if (end > blob.length) return broken
    fields.push(blob.subarray(at + 4, end))
    at = end
  }
  const [name, ...rest] = fields
  if (name?.toString('latin1') !== type || rest.length !== parts) return broken
  if (type === 'ssh-ed25519' && rest[0]?.length !== 32) return broken
  const bits = type === 'ssh-rsa' ? bitsOf(rest[1]) : leastRsaBits
  return bits < leastRsaBits
    ? `is an RSA key with ${bits} bits, and sshd takes ${leastRsaBits} and more`
    : undefined
}

const bitsOf = (number: Buffer = Buffer.alloc(0)) =>
  number.length === 0 ? 0 : BigInt(`0x${number.toString('hex')}`).toString(2).length
