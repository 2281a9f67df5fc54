import {LivemodeError} from '@livemode/config'
import {ByteReader} from './byte-reader.ts'
import {
  blockSize,
  hasValidChecksum,
  paddedSize,
  parsePaxRecords,
  parseTarHeader,
  type TarHeader,
} from './header.ts'

interface FilterOptions {
  /** Whether an entry stays; its path has no leading and no trailing slash. */
  readonly keep: (path: string) => boolean
  /** The end of the new stream, trailer included. It is given the paths of the entries that stayed. */
  readonly append: (kept: ReadonlySet<string>) => Promise<Buffer>
}

const regularTypes = ['0', '7']
const withoutContent = ['1', '2', '3', '4', '5', '6']

/** What is handed on comes in pieces of this size: each costs the reader a system call. */
const pieceSize = 1 << 20

/**
 * Leaves entries out of a tar stream and puts others at its end.
 *
 * What stays, stays to the byte, header blocks included: a library that reads and writes headers
 * loses what it cannot represent (docs/decisions/tar-filter.md). Throws `TAR_BROKEN` for a stream
 * that is no tar or ends too early, and for a hard link to a file that was left out.
 */
export async function* filterTar(
  source: AsyncIterable<Buffer>,
  options: FilterOptions,
): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = []
  let size = 0
  for await (const piece of filterEntries(source, options)) {
    pieces.push(piece)
    size += piece.length
    if (size < pieceSize) continue
    yield Buffer.concat(pieces)
    pieces = []
    size = 0
  }
  yield Buffer.concat(pieces)
}

async function* filterEntries(
  source: AsyncIterable<Buffer>,
  {keep, append}: FilterOptions,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  const kept = new Set<string>()
  const leftOut = new Set<string>()
  for await (const entry of readEntries(reader)) {
    const {path, blocks, contentSize, header, linkPath} = entry
    if (path !== '' && !keep(path)) {
      if (regularTypes.includes(header.type)) leftOut.add(path)
      await reader.skip(contentSize)
      continue
    }
    if (header.type === '1' && leftOut.has(linkPath)) {
      const message = `${path} is a hard link to ${linkPath}, which is left out of the image`
      throw new LivemodeError('TAR_BROKEN', message)
    }
    kept.add(path)
    yield blocks
    yield* reader.pass(contentSize)
  }
  // The writer's padding behind the end: read, so that the writer can finish.
  for await (const _ of reader.rest());
  yield await append(kept)
}

interface Entry {
  readonly path: string
  readonly linkPath: string
  readonly header: TarHeader
  /** All header blocks of the entry: extension headers with their content, then its own. */
  readonly blocks: Buffer
  /** How many bytes of content, padding included, follow in the reader. */
  readonly contentSize: number
}

async function* readEntries(reader: ByteReader): AsyncGenerator<Entry> {
  let extensions: Buffer[] = []
  let overrides = new Map<string, string>()
  for (;;) {
    const block = await reader.read(blockSize)
    if (isZero(block)) return
    if (!hasValidChecksum(block)) throw new LivemodeError('TAR_BROKEN', 'the stream is no tar')
    const header = parseTarHeader(block)
    if ('xgLK'.includes(header.type)) {
      const content = await reader.read(paddedSize(header.size))
      extensions.push(block, content)
      overrides = new Map([...overrides, ...parseExtension(header, content)])
      continue
    }
    const size = Number(overrides.get('size') ?? header.size)
    yield {
      path: normalize(overrides.get('path') ?? header.name),
      linkPath: normalize(overrides.get('linkpath') ?? header.linkName),
      header,
      blocks: Buffer.concat([...extensions, block]),
      contentSize: withoutContent.includes(header.type) ? 0 : paddedSize(size),
    }
    extensions = []
    overrides = new Map()
  }
}

function parseExtension(header: TarHeader, content: Buffer): Map<string, string> {
  if (header.type === 'x') return parsePaxRecords(content.subarray(0, header.size))
  if (header.type === 'g') return new Map()
  const text = content.toString('utf8', 0, header.size).replace(/\0+$/, '')
  return new Map([[header.type === 'L' ? 'path' : 'linkpath', text]])
}

const normalize = (path: string) => path.replace(/^(\.?\/)+/, '').replace(/\/+$|^\.$/, '')

const isZero = (block: Buffer) => block.every(byte => byte === 0)
