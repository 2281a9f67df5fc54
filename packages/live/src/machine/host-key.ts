import {createHash, generateKeyPairSync} from 'node:crypto'

/** What sshd of the initramfs proves itself with, and what is known of that to everybody. */
export interface HostKey {
  /** As sshd reads it; secret. */
  readonly pem: string
  readonly public: PublicHostKey
}

export interface PublicHostKey {
  /** As in a line of known_hosts. */
  readonly key: string
  /** As ssh shows it. */
  readonly fingerprint: string
}

const type = 'ecdsa-sha2-nistp256'

/** Makes up a host key: of the kind that every sshd takes, in FIPS mode too, and in a form that every one reads. */
export function makeHostKey(): HostKey {
  const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'})
  const {x = '', y = ''} = publicKey.export({format: 'jwk'})
  // The point as it is, not compressed (RFC 5656).
  const point = [Buffer.of(4), ...[x, y].map(part => Buffer.from(part, 'base64url'))]
  const fields = [Buffer.from(type), Buffer.from('nistp256'), Buffer.concat(point)]
  const blob = Buffer.concat(fields.map(withLength))
  const sum = createHash('sha256').update(blob).digest('base64').replaceAll('=', '')
  return {
    pem: privateKey.export({type: 'sec1', format: 'pem'}).toString(),
    public: {key: `${type} ${blob.toString('base64')}`, fingerprint: `SHA256:${sum}`},
  }
}

function withLength(field: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(field.length)
  return Buffer.concat([length, field])
}
