import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {posix} from 'node:path'
import type {Mount} from '@livemode/host'
import {listBootDisks} from '../boot-disks.ts'
import type {LiveSystem} from '../live-system.ts'
import {ownFile, type Sectors} from './manifest.ts'

/** The boot code of a disk, in front of its signature and its table of partitions. */
const codeBytes = 440
const sectorBytes = 512

/** More than any boot loader puts between the table and the first partition, or into a partition of its own. */
const mostBytes = 16 * 1024 * 1024

/** The type of a partition that a BIOS boot loader is in (21686148-6449-6E6F-744E-656564454649), as a disk has it. */
const biosBootPartition = '4861682149646f6e744e656564454649'

interface Area {
  readonly offset: number
  readonly bytes: number
}

/** Where a boot loader is on a disk outside of its file systems, and what tells that its partitions are the same. */
interface Layout {
  readonly disk: string
  readonly areas: readonly Area[]
}

/** Reads that of the first sectors of a disk: 34 of them hold a table of either kind. */
export function planAreas(head: Buffer): Layout {
  const code = {offset: 0, bytes: codeBytes}
  if (head.toString('latin1', sectorBytes, sectorBytes + 8) !== 'EFI PART') {
    const starts = [0, 1, 2, 3]
      .map(index => head.readUInt32LE(446 + 16 * index + 8))
      .filter(start => start > 0)
    const end = Math.min(...starts, mostBytes / sectorBytes) * sectorBytes
    const gap = {offset: sectorBytes, bytes: end - sectorBytes}
    const disk = head.toString('hex', codeBytes, sectorBytes)
    return {disk, areas: starts.length === 0 ? [code] : [code, gap]}
  }
  const disk = head.toString('hex', sectorBytes + 56, sectorBytes + 72)
  const areas = [code]
  for (let at = 2 * sectorBytes; at + 128 <= head.length; at += 128) {
    if (head.toString('hex', at, at + 16) !== biosBootPartition) continue
    const first = Number(head.readBigUInt64LE(at + 32))
    const last = Number(head.readBigUInt64LE(at + 40))
    areas.push({
      offset: first * sectorBytes,
      bytes: Math.min((last - first + 1) * sectorBytes, mostBytes),
    })
  }
  return {disk, areas}
}

/** Keeps what a boot loader has on the disks of /boot outside of file systems. */
export function holdSectors(live: LiveSystem, mounts: readonly Mount[]): Sectors[] {
  const held: Sectors[] = []
  for (const device of listBootDisks({live, mounts})) {
    const {disk, areas} = planAreas(
      readArea(live.path(device), {offset: 0, bytes: 34 * sectorBytes}),
    )
    for (const area of areas) {
      const file = ownFile(`sectors-${held.length}`)
      writeFileSync(posix.join(live.source.root, file), readArea(live.path(device), area), {
        mode: 0o600,
      })
      held.push({file, disk, ...area})
    }
  }
  return held
}

/** Writes back what differs there. Gives a sentence for each disk whose partitions are others now: it stays as it is. */
export function goBackSectors(
  live: LiveSystem,
  {sectors, mounts}: {readonly sectors: readonly Sectors[]; readonly mounts: readonly Mount[]},
): readonly string[] {
  const present = listBootDisks({live, mounts}).map(device => {
    const {disk} = planAreas(readArea(live.path(device), {offset: 0, bytes: 34 * sectorBytes}))
    return {device, disk}
  })
  const missing = new Set<string>()
  for (const {file, disk, offset, bytes} of sectors) {
    const found = present.find(one => one.disk === disk)
    if (found === undefined) {
      missing.add(disk)
      continue
    }
    const kept = readFileSync(posix.join(live.source.root, file))
    const path = live.path(found.device)
    if (!readArea(path, {offset, bytes}).equals(kept)) writeArea(path, {offset, content: kept})
  }
  return [...missing].map(
    () => 'a disk that /boot is on has other partitions now: its boot loader stays as it is',
  )
}

function readArea(path: string, {offset, bytes}: Area): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(bytes)
    let length = 0
    while (length < bytes) {
      const count = readSync(file, buffer, length, bytes - length, offset + length)
      if (count === 0) break
      length += count
    }
    return buffer.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function writeArea(path: string, {offset, content}: {offset: number; content: Buffer}): void {
  const file = openSync(path, 'r+')
  try {
    for (let written = 0; written < content.length; )
      written += writeSync(file, content, written, content.length - written, offset + written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
