// Partitions stand one behind the other, where sfdisk puts them of its own accord.
import test from 'ava'
import {renderPartitionTable} from './partition-table.ts'

test('the script for sfdisk', t => {
  t.is(
    renderPartitionTable([{mebibytes: 100}, {mebibytes: 20}]),
    'label: gpt\nsize=100MiB\nsize=20MiB\n',
  )
})

test('partitions for the firmware say that they are', t => {
  const entries = [
    {mebibytes: 1, type: 'BIOS boot'},
    {mebibytes: 512, type: 'U'},
  ] as const
  t.is(
    renderPartitionTable(entries),
    'label: gpt\nsize=1MiB, type="BIOS boot"\nsize=512MiB, type="U"\n',
  )
})
