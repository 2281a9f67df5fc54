/** An OpenPGP keyring as bytes, whether it was written in them or as text, see RFC 9580, section 6. */
export function keyringBytes(content: Buffer): Buffer {
  const text = content.toString('latin1')
  if (!text.includes('-----BEGIN PGP')) return content
  const blocks = [
    ...text.matchAll(
      /-----BEGIN PGP PUBLIC KEY BLOCK-----([\s\S]*?)-----END PGP PUBLIC KEY BLOCK-----/g,
    ),
  ]
  return Buffer.concat(blocks.map(([, block = '']) => Buffer.from(bodyOf(block), 'base64')))
}

/** Without the headers, which end with an empty line, and without the checksum. */
function bodyOf(block: string): string {
  const lines = block.split('\n').map(line => line.trim())
  const start = lines.findIndex((line, index) => index > 0 && line === '') + 1
  return lines
    .slice(start)
    .filter(line => !line.startsWith('='))
    .join('')
}

/** The same as text, for a file that is written as one. */
export const renderKeyring = (bytes: Buffer): string =>
  [
    '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    '',
    ...(bytes.toString('base64').match(/.{1,64}/g) ?? []),
    '-----END PGP PUBLIC KEY BLOCK-----',
    '',
  ].join('\n')
