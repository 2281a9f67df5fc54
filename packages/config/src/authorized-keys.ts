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

/** Options of sshd(8) in lower case: one that sshd does not know makes it pass over the whole line. */
const knownOptions = new Set([
  ...['agent-forwarding', 'cert-authority', 'command', 'environment', 'expiry-time', 'from'],
  ...['no-agent-forwarding', 'no-port-forwarding', 'no-pty', 'no-touch-required', 'no-user-rc'],
  ...['no-x11-forwarding', 'permitlisten', 'permitopen', 'port-forwarding', 'principals', 'pty'],
  ...['restrict', 'tunnel', 'user-rc', 'verify-required', 'x11-forwarding'],
])

/** RSA keys with fewer bits are refused by every sshd that a target brings. */
const leastRsaBits = 1024

/**
 * Parses the text of an authorized_keys file, see sshd(8): public keys, a line each, with options
 * before them and comments behind.
 *
 * Throws `CONFIG_INVALID` with every line that is no public key, and where none of the keys opens a shell. The lines are
 * not shown: what was named by mistake may be secret. `now` is the time at which a key must not have expired.
 */
export function parseAuthorizedKeys(
  text: string,
  {file, now = new Date()}: {file: string; now?: Date},
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
  const closed: Problem[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const start = line.search(/[^ \t\r]/)
    if (start >= 0 && line[start] !== '#') {
      // Other characters that look like spaces belong to the line, for sshd too.
      const key = parseKey(line.replace(/^[ \t]+|[ \t\r]+$/g, ''), now)
      if (typeof key === 'string') problems.push({offset: offset + start, what: key})
      else {
        keys.push({type: key.type, comment: key.comment})
        if (key.closed !== undefined) closed.push({offset: offset + start, what: key.closed})
      }
    }
    offset += line.length + 1
  }
  if (problems.length > 0) throw invalid(problems)
  if (keys.length === 0) throw invalid([{offset: 0, what: 'holds no public key'}])
  if (closed.length === keys.length) throw invalid(closed)
  return keys
}

interface ParsedKey extends AuthorizedKey {
  /** Why it opens no shell. */
  readonly closed: string | undefined
}

/** The key of a line, or what is wrong with it. */
function parseKey(line: string, now: Date): ParsedKey | string {
  const [first = '', ...others] = wordsOf(line)
  const hasOptions = !isKeyType(first)
  const [type = '', blob = '', ...comment] = hasOptions ? others : [first, ...others]
  if (type === '') return 'is no public key'
  if (type === 'ssh-dss') return 'is a key of the kind ssh-dss, which sshd does not take any more'
  const parts = keyParts[type]
  if (parts === undefined) return 'is no public key of a kind that sshd takes'
  const problem = problemOfBlob(Buffer.from(blob, 'base64'), {type, parts, text: blob})
  if (problem !== undefined) return problem
  const options = hasOptions ? optionsOf(first) : new Map<string, string>()
  const unknown = [...options.keys()].find(name => !knownOptions.has(name))
  if (unknown !== undefined) return 'has an option that sshd does not know: it passes over the key'
  return {type, comment: comment.join(' '), closed: whyClosed(options, now)}
}

/** The options before a key by their names in lower case. */
const optionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    (text.match(/(?:"(?:\\"|[^"])*"|[^,"])+/g) ?? []).map(option => {
      const [name = '', ...value] = option.split('=')
      return [name.toLowerCase(), value.join('=').replace(/^"(.*)"$/, '$1')]
    }),
  )

/** Why a key with these options is no way into the live system; undefined where it is one. */
function whyClosed(options: ReadonlyMap<string, string>, now: Date): string | undefined {
  if (options.has('command')) return 'opens no shell, but runs a command (command=)'
  if (options.has('cert-authority'))
    return 'opens nothing by itself, but signs keys (cert-authority)'
  const expiry = options.get('expiry-time')
  return expiry !== undefined && expires(expiry) <= now ? 'has expired (expiry-time=)' : undefined
}

/** `YYYYMMDD[HHMM[SS]][Z]`, see sshd(8); what is something else has expired. */
function expires(text: string): Date {
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = ''] =
    /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(Z?)$/i.exec(text) ?? []
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.toUpperCase()}`)
  return Number.isNaN(time.getTime()) ? new Date(0) : time
}

const isKeyType = (word: string) => Object.hasOwn(keyParts, word) || word === 'ssh-dss'

/** The words of a line; options before a key may have spaces in double quotes. */
const wordsOf = (line: string): readonly string[] =>
  line.match(/(?:"(?:\\"|[^"])*"|[^ \t"])+/g) ?? []

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
