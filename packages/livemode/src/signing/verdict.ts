/** OpenPGP's numbers, RFC 9580, section 9. */
const digests: Readonly<Record<string, string>> = {
  '8': 'SHA-256',
  '9': 'SHA-384',
  '10': 'SHA-512',
  '11': 'SHA-224',
}
const weakDigests: Readonly<Record<string, string>> = {'1': 'MD5', '2': 'SHA-1', '3': 'RIPEMD-160'}
const weakKeys: Readonly<Record<string, string>> = {'16': 'ElGamal', '17': 'DSA'}

/** A detached signature of a file, as opposed to one of a text or of a key. */
const binarySignature = '00'

interface Line {
  readonly word: string
  readonly values: readonly string[]
}

/**
 * What speaks against a signature, by what gpgv(1) tells with --status-fd (GnuPG's DETAILS), as the rest of a sentence; null:
 * one of the signatures is good. Its exit code says nothing of keys that have expired or are revoked.
 */
export function checkVerdict(status: string): string | null {
  const signatures: Line[][] = []
  for (const line of parseLines(status)) {
    if (line.word === 'NEWSIG') signatures.push([])
    else signatures.at(-1)?.push(line)
  }
  const problems = signatures.map(checkSignature)
  if (problems.length === 0) return 'is no OpenPGP signature'
  // What is wrong with a known key says more than that another one is not known.
  return problems.includes(null)
    ? null
    : (problems.find(problem => problem !== notKnown) ?? notKnown)
}

const notKnown = 'is signed by a key that is not trusted here'

function parseLines(status: string): readonly Line[] {
  return status.split('\n').flatMap(line => {
    const [mark, word, ...values] = line.split(' ')
    return mark === '[GNUPG:]' && word !== undefined ? [{word, values}] : []
  })
}

function checkSignature(lines: readonly Line[]): string | null {
  const find = (word: string) => lines.find(line => line.word === word)?.values
  const nameOf = ([id = '', ...user]: readonly string[]) => `${user.join(' ')} (${id})`
  const bad = find('BADSIG')
  if (bad) return `is not what ${nameOf(bad)} has signed`
  const revoked = find('REVKEYSIG')
  if (revoked) return `is signed by a key that is revoked: ${nameOf(revoked)}`
  const expired = find('EXPKEYSIG')
  if (expired) return `is signed by a key that has expired: ${nameOf(expired)}`
  const past = find('EXPSIG')
  if (past) return `has a signature that has expired: ${nameOf(past)}`
  if (find('NO_PUBKEY')) return notKnown
  const valid = find('VALIDSIG')
  if (valid === undefined || !find('GOODSIG')) return 'has a signature that cannot be verified'
  const [, , , , , , key = '', digest = '', kind] = valid
  if (kind !== binarySignature) return 'has a signature that is none of a file'
  if (weakKeys[key]) return `is signed by a key of ${weakKeys[key]}, which is not safe any more`
  if (digests[digest]) return null
  return `has a signature with ${weakDigests[digest] ?? `digest ${digest}`}, which is not safe any more`
}
