import {createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate} from 'node:crypto'

/** What is known of a private key without its secret half. */
export interface KeyKind {
  readonly type: 'rsa' | 'dsa' | 'ec' | 'ed25519' | 'ed448'
  /** The bits of RSA's modulus, rounded up to what is usual. */
  readonly bits?: number
  readonly curve?: string
}

const block =
  /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?)-----[\s\S]*?(?:-----END \1-----|$(?![\s\S]))/g

/** Whether a text has a private key in it, in whatever form of PEM, whole or cut off. */
export const hasPrivateKey = (text: string): boolean =>
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(text)

/** Puts a new key of the same kind in the place of each private key. */
export const replacePrivateKeys = (text: string): string =>
  text.replace(block, found => renderDummyKey(kindOfKey(found)))

/** The kind of a key in PEM, as far as it tells: one that has a passphrase does not tell all. */
export function kindOfKey(pem: string): KeyKind {
  return opensshKind(pem) ?? kindOf(parseKey(pem)) ?? {type: typeByLabel(pem)}
}

/** The kind of the key that a certificate is for; undefined where it cannot be read. */
export function kindOfCertificate(pem: string): KeyKind | undefined {
  try {
    return kindOf(new X509Certificate(pem).publicKey)
  } catch {
    return undefined
  }
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}

const types = ['rsa', 'dsa', 'ec', 'ed25519', 'ed448'] as const

function kindOf(key: KeyObject | undefined): KeyKind | undefined {
  const type = types.find(one => one === key?.asymmetricKeyType)
  if (key === undefined || type === undefined) return undefined
  const {modulusLength, namedCurve} = key.asymmetricKeyDetails ?? {}
  if (type === 'rsa') return {type, bits: usualBits(modulusLength ?? 0)}
  return namedCurve === undefined ? {type} : {type, curve: namedCurve}
}

const typeByLabel = (pem: string): KeyKind['type'] => {
  const label = /BEGIN (EC|DSA) PRIVATE/.exec(pem)?.[1]
  return label === 'EC' ? 'ec' : label === 'DSA' ? 'dsa' : 'rsa'
}

const usualBits = (bits: number) => [2048, 3072].find(usual => bits <= usual) ?? 4096

/** See PROTOCOL.key of OpenSSH: the public half stands first, in the clear. */
function opensshKind(pem: string): KeyKind | undefined {
  const base64 = /BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)(?:-----END|$)/.exec(pem)?.[1]
  if (base64 === undefined) return undefined
  const bytes = Buffer.from(base64, 'base64')
  const magic = 'openssh-key-v1\0'
  if (bytes.toString('latin1', 0, magic.length) !== magic) return undefined
  let at = magic.length
  const field = () => {
    const length = at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0
    const value = bytes.subarray(at + 4, at + 4 + length)
    at += 4 + length
    return value
  }
  for (let left = 3; left > 0; left -= 1) field()
  // The number of keys, and the length of the public one.
  at += 8
  const name = field().toString('latin1')
  if (name === 'ssh-rsa') {
    field()
    return {type: 'rsa', bits: usualBits((field().length - 1) * 8)}
  }
  return opensshNames[name]
}

const opensshNames: Readonly<Record<string, KeyKind>> = {
  'ssh-dss': {type: 'dsa'},
  'ssh-ed25519': {type: 'ed25519'},
  'ecdsa-sha2-nistp256': {type: 'ec', curve: 'prime256v1'},
  'ecdsa-sha2-nistp384': {type: 'ec', curve: 'secp384r1'},
  'ecdsa-sha2-nistp521': {type: 'ec', curve: 'secp521r1'},
}

/** One of each kind is enough, and one of RSA takes a while. */
const dummies = new Map<string, string>()

function renderDummyKey(kind: KeyKind): string {
  const name = JSON.stringify(kind)
  const pem = dummies.get(name) ?? generate(kind)
  dummies.set(name, pem)
  return pem.trimEnd()
}

const generate = (kind: KeyKind): string =>
  generators[kind.type](kind).privateKey.export({type: 'pkcs8', format: 'pem'}).toString()

const generators: Record<KeyKind['type'], (kind: KeyKind) => {readonly privateKey: KeyObject}> = {
  rsa: ({bits: modulusLength = 2048}) => generateKeyPairSync('rsa', {modulusLength}),
  dsa: () => generateKeyPairSync('dsa', {modulusLength: 1024, divisorLength: 160}),
  ec: ({curve: namedCurve = 'prime256v1'}) => generateKeyPairSync('ec', {namedCurve}),
  ed25519: () => generateKeyPairSync('ed25519'),
  ed448: () => generateKeyPairSync('ed448'),
}
