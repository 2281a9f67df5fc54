import type {FileHandle} from 'node:fs/promises'
import {withRegularFile} from '../regular-file.ts'
import {crc32c} from './crc32c.ts'
import type {Observations} from './observations.ts'

type End = Observations['mariadb'][number]['end']

/** The log of MariaDB 10.8 and later, "Phys", see storage/innobase/include/log0log.h of its source. */
const format = 0x50687973
const checkpointPlaces = [4096, 8192]
/** Where the records begin; they go round in what is left of the file. */
const start = 12_288
/** The longest group of records that is looked at. */
const mostRecords = 256 * 1024
/** What a clean end writes last: that everything up to it is in the tables. */
const checkpointRecord = {type: 0xfa, bytes: 16}

/** How the server was ended whose redo log this is; undefined where there is no such file. */
export const readRedoLogEnd = (path: string): Promise<End | undefined> =>
  withRegularFile(path, async file => {
    const {size} = await file.stat()
    const header = await readAt(file, {at: 0, bytes: start})
    const position = findCheckpoint(header, size)
    if (position === undefined) return 'unknown'
    if (!position.isLast) return 'crashed'
    const bytes = Math.min(mostRecords, size - start)
    const records = await readAt(file, {at: position.offset, bytes})
    const rest = await readAt(file, {at: start, bytes: bytes - records.length})
    return endOf(Buffer.concat([records, rest]), position)
  })

interface Position {
  readonly lsn: bigint
  readonly offset: number
  /** Bytes until the file is at its end, and the records go on at its start with the other bit. */
  readonly untilEnd: number
  /** What ends a group of records here; older ones, that are written over, have the other one. */
  readonly sequenceBit: number
  /** Whether nothing was written between the checkpoint and the record that tells of it. */
  readonly isLast: boolean
}

function findCheckpoint(header: Buffer, size: number): Position | undefined {
  if (header.length < start || size <= start || header.readUInt32BE(0) !== format) return undefined
  const first = header.readBigUInt64BE(8)
  const checkpoints = checkpointPlaces
    .filter(at => crc32c(header.subarray(at, at + 60)) === header.readUInt32BE(at + 60))
    .map(at => ({lsn: header.readBigUInt64BE(at), end: header.readBigUInt64BE(at + 8)}))
    .filter(({lsn}) => lsn >= first)
  const [last] = checkpoints.toSorted((a, b) => (a.lsn > b.lsn ? -1 : 1))
  if (last === undefined) return undefined
  const capacity = BigInt(size - start)
  const offset = start + Number((last.lsn - first) % capacity)
  return {
    lsn: last.lsn,
    offset,
    untilEnd: size - offset,
    sequenceBit: ((last.lsn - first) / capacity) % 2n === 0n ? 1 : 0,
    isLast: last.lsn === last.end,
  }
}

function endOf(records: Buffer, position: Position): End {
  const first = groupAt(records, {at: 0, position})
  if (first !== checkpointRecord.bytes || records[0] !== checkpointRecord.type) return 'unknown'
  if (records.readBigUInt64BE(3) !== position.lsn) return 'unknown'
  return groupAt(records, {at: first, position}) === undefined ? 'clean' : 'crashed'
}

/** The bytes of a group of records that was written last time round; undefined: there is none. */
function groupAt(
  records: Buffer,
  {at, position}: {at: number; position: Position},
): number | undefined {
  const bit = at < position.untilEnd ? position.sequenceBit : 1 - position.sequenceBit
  let next = at
  while (next + 5 < records.length) {
    const type = records[next] ?? 0
    if (type <= 1) {
      const isWritten =
        type === bit && crc32c(records.subarray(at, next)) === records.readUInt32BE(next + 1)
      return isWritten && next > at ? next + 5 - at : undefined
    }
    next += recordLength(records, next)
  }
  return undefined
}

/** The low half of the first byte, or the number behind it, which is written as short as it goes. */
function recordLength(records: Buffer, at: number): number {
  const short = (records[at] ?? 0) & 0xf
  if (short > 0) return 1 + short
  const first = records[at + 1] ?? 0
  const byte = (index: number) => records[at + 1 + index] ?? 0
  if (first < 0x80) return 16 + first
  if (first < 0xc0) return 16 + (((first & 0x3f) << 8) | byte(1)) + 0x80
  if (first < 0xe0) return 16 + (((first & 0x1f) << 16) | (byte(1) << 8) | byte(2)) + 0x4080
  return records.length
}

async function readAt(file: FileHandle, {at, bytes}: {at: number; bytes: number}): Promise<Buffer> {
  const {buffer, bytesRead} = await file.read(Buffer.alloc(bytes), 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}
