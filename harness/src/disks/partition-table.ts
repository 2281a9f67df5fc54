import {Readable} from 'node:stream'
import type {Container} from '@livemode/container'

/** The first partition starts where every partitioning program puts it. */
export const firstMebibyte = 1

/** A line of the partition table. */
export interface TableEntry {
  readonly mebibytes: number
  /** For Linux's file systems unless told. */
  readonly type?: PartitionType
}

/** What a partition is for, by sfdisk's names. */
export type PartitionType = 'U' | 'V' | 'BIOS boot'

/** Makes a sparse disk with a GPT that has these partitions, one behind the other. */
export async function makePartitionTable(
  workbench: Container,
  {disk, entries}: {readonly disk: string; readonly entries: readonly TableEntry[]},
): Promise<void> {
  await workbench.exec(['truncate', `--size=${diskMebibytes(entries)}M`, disk])
  await workbench.exec(['sfdisk', '--quiet', disk], {
    input: Readable.from([renderPartitionTable(entries)]),
  })
}

/** The script for sfdisk(8). */
export const renderPartitionTable = (entries: readonly TableEntry[]) =>
  ['label: gpt', ...entries.map(renderEntry), ''].join('\n')

const renderEntry = ({mebibytes, type}: TableEntry) =>
  type === undefined ? `size=${mebibytes}MiB` : `size=${mebibytes}MiB, type="${type}"`

// The last mebibyte is for the second copy of the table.
const diskMebibytes = (entries: readonly TableEntry[]) =>
  entries.reduce((sum, {mebibytes}) => sum + mebibytes, firstMebibyte + 1)

/** Where a partition begins, in bytes; the first one has the index 0. */
export async function readPartitionOffset(
  workbench: Container,
  {disk, index}: {readonly disk: string; readonly index: number},
): Promise<number> {
  const {stdout} = await workbench.exec(['sfdisk', '--json', disk])
  const {partitiontable} = JSON.parse(stdout)
  return partitiontable.partitions[index].start * partitiontable.sectorsize
}
