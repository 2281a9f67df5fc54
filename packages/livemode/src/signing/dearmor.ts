/** The public keys of a file, as gpgv(1) reads them: armored ones (RFC 9580, section 6) are decoded. Undefined: there are none. */
export function dearmorKeys(content: Buffer): Buffer | undefined {
  const text = content.toString('latin1')
  const blocks = [...text.matchAll(armored)].map(([, body = '']) => decode(body))
  const keys = blocks.length > 0 ? Buffer.concat(blocks) : content
  return isPublicKey(keys) ? keys : undefined
}

const armored =
  /^-----BEGIN PGP PUBLIC KEY BLOCK-----\s*?\n([\s\S]*?)^-----END PGP PUBLIC KEY BLOCK-----/gm

/** Behind the headers and an empty line there is Base64, and its checksum, which begins with =. */
function decode(body: string): Buffer {
  const lines = body.split(/\r?\n/)
  const empty = lines.findIndex(line => line.trim() === '')
  const data = lines.slice(empty + 1).filter(line => !line.startsWith('='))
  return Buffer.from(data.join(''), 'base64')
}

/** By the tag of the first packet, in its new form or its old one. */
function isPublicKey(keys: Buffer): boolean {
  const first = keys[0] ?? 0
  const tag = first & 0x40 ? first & 0x3f : (first >> 2) & 0x0f
  return (first & 0x80) !== 0 && tag === publicKeyTag
}

const publicKeyTag = 6
