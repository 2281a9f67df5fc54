/** What a tar header block says of its entry, as far as a decision about the entry needs it. */
export interface TarHeader {
  readonly type: string
  readonly size: number
  readonly name: string
  readonly linkName: string
}

export const blockSize = 512

/** The length of an entry's content with the padding that follows it. */
export const paddedSize = (size: number) => Math.ceil(size / blockSize) * blockSize

/** Reads a header block of the ustar, PAX and GNU forms (pax(1), "ustar Interchange Format"). */
export function parseTarHeader(block: Buffer): TarHeader {
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0'
  const prefix = isPosix ? parseText(block, 345, 155) : ''
  const name = parseText(block, 0, 100)
  return {
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0),
    size: parseNumber(block.subarray(124, 136)),
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: parseText(block, 157, 100),
  }
}

/** The header's own checksum: a block that fails it is no header. */
export function hasValidChecksum(block: Buffer): boolean {
  let sum = 8 * 0x20
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte
  return sum === parseNumber(block.subarray(148, 156))
}

/** The records of a PAX extended header, `length key=value\n` each; values as bytes read as UTF-8. */
export function parsePaxRecords(content: Buffer): Map<string, string> {
  const records = new Map<string, string>()
  let offset = 0
  while (offset < content.length && content[offset] !== 0) {
    const space = content.indexOf(0x20, offset)
    const length = Number.parseInt(content.toString('latin1', offset, space), 10)
    if (space < 0 || !(length > 0)) break
    const record = content.toString('utf8', space + 1, offset + length - 1)
    const equals = record.indexOf('=')
    records.set(record.slice(0, equals), record.slice(equals + 1))
    offset += length
  }
  return records
}

function parseText(block: Buffer, offset: number, length: number): string {
  const field = block.subarray(offset, offset + length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end < 0 ? length : end)
}

/** Octal digits, or, where the first bit is set, a big-endian binary number (GNU, for 8 GiB and more). */
function parseNumber(field: Buffer): number {
  const first = field[0] ?? 0
  if ((first & 0x80) === 0) return Number.parseInt(field.toString('latin1').trim() || '0', 8) || 0
  let value = first & 0x7f
  for (const byte of field.subarray(1)) value = value * 256 + byte
  return value
}
