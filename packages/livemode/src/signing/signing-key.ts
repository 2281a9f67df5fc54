import {LivemodeError} from '@livemode/config'

export interface SigningKey {
  /** Of the key or subkey that signs. */
  readonly fingerprint: string
  /** What whoever signs with it should know; null: nothing. */
  readonly note: string | null
}

/** One of `gpg --with-colons`, see GnuPG's DETAILS. */
interface ListedKey {
  readonly isPrimary: boolean
  readonly validity: string
  readonly bits: number
  readonly algorithm: string
  readonly created: number
  readonly canSign: boolean
  readonly curve: string
  readonly fingerprint: string
  /** Whether its secret part is here or on a card, and no stub of it. */
  readonly isHere: boolean
}

/**
 * Chooses what signs, from what gpg lists of a secret key: the newest subkey that can and may, as gpg does, else the key itself.
 *
 * Throws `USAGE` where there is none, it is not usable, more than one key is meant, or other systems could not verify it.
 */
export function chooseSigningKey(name: string, listing: string): SigningKey {
  const keys = parseListing(listing)
  const primaries = keys.filter(({isPrimary}) => isPrimary)
  const [primary] = primaries
  if (primary === undefined) throw refuse(name, 'there is no secret key of that name')
  if (primaries.length > 1) {
    const all = primaries.map(({fingerprint}) => fingerprint).join(', ')
    throw refuse(name, `more than one secret key has that name: ${all}`)
  }
  const state = states[primary.validity]
  if (state) throw refuse(name, state)
  const usable = keys.filter(key => key.canSign && key.isHere && !states[key.validity])
  const newest = usable.filter(key => !key.isPrimary).toSorted((a, b) => b.created - a.created)[0]
  const chosen = newest ?? usable[0]
  if (chosen === undefined) throw refuse(name, 'nothing of that key can sign')
  // A subkey is believed by the signature of its primary key: whoever cannot verify that verifies nothing.
  const chain = chosen.isPrimary ? [chosen] : [chosen, primary]
  const [weakness] = chain.flatMap(key => weaknessOf(key) ?? [])
  if (weakness !== undefined) throw refuse(name, weakness)
  return {
    fingerprint: chosen.fingerprint,
    note: chain.map(noteOf).find(note => note !== null) ?? null,
  }
}

const states: Readonly<Record<string, string>> = {
  e: 'the key has expired',
  r: 'the key is revoked',
  d: 'the key is disabled',
  i: 'the key is not valid',
}

const rsa = '1'
const dsa = '17'
const ecdsa = '19'
const eddsa = '22'

/** Of RSA, by FIPS 186-5 and the crypto policies of Enterprise Linux. */
const leastBits = 2048

/** The curves that gpg of every Debian and Enterprise Linux has: libgcrypt of the latter is built without Brainpool's. */
const knownCurves: Readonly<Record<string, RegExp>> = {
  [ecdsa]: /^(?:nistp(?:256|384|521)|secp256k1)$/,
  [eddsa]: /^ed25519$/i,
}

/** Of version 4; later ones have longer ones, and gpg 2.2 knows nothing of them. */
const knownFingerprint = /^[0-9A-F]{40}$/

function weaknessOf({algorithm, bits, curve, fingerprint}: ListedKey): string | null {
  if (algorithm === dsa) return 'it is a key of DSA, which is not safe any more'
  if (algorithm === rsa && bits < leastBits)
    return `it is a key of RSA with ${bits} bits, which is not safe any more`
  const isKnown = algorithm === rsa || knownCurves[algorithm]?.test(curve)
  if (isKnown && knownFingerprint.test(fingerprint)) return null
  const kind = isKnown
    ? 'of a later version'
    : `of another kind (${curve || `algorithm ${algorithm}`})`
  return `it is a key ${kind} than gpg of every Debian and Enterprise Linux can verify`
}

/** NIST's curves, which FIPS mode has. */
const isNist = (curve: string) => /^nistp(?:256|384|521)$/.test(curve)

const noteOf = ({algorithm, curve}: ListedKey): string | null =>
  algorithm === rsa || isNist(curve)
    ? null
    : `note: Enterprise Linux in FIPS mode does not verify signatures by ${curve}; RSA with 3072 bits or nistp256 go everywhere`

function parseListing(listing: string): readonly ListedKey[] {
  const keys: ListedKey[] = []
  for (const line of listing.split('\n')) {
    const fields = line.split(':')
    const [kind = '', validity = '', bits, algorithm = '', , created] = fields
    if (kind === 'sec' || kind === 'ssb') {
      keys.push({
        isPrimary: kind === 'sec',
        validity,
        bits: Number(bits),
        algorithm,
        created: Number(created),
        canSign: (fields[11] ?? '').includes('s'),
        curve: fields[16] ?? '',
        fingerprint: '',
        isHere: fields[14] !== '#',
      })
    }
    const last = keys.at(-1)
    if (kind === 'fpr' && last?.fingerprint === '') {
      keys[keys.length - 1] = {...last, fingerprint: fields[9] ?? ''}
    }
  }
  return keys
}

const refuse = (name: string, why: string) =>
  new LivemodeError('USAGE', `--sign ${name}: ${why}`, {
    hint: 'gpg --list-secret-keys shows those that are there; name one by its fingerprint',
  })
