// The UUIDs that only blkid knows are found by their devices.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseBlkid} from './blkid.ts'

test('a file system with a label that had to be escaped', t => {
  t.deepEqual(
    [...parseBlkid(fixture('blkid/ext4-with-label'))],
    [['/dev/loop0', '0fc63daf-8483-4772-8e79-3d69d8477de4']],
  )
})

test('several devices, those without a UUID left out', t => {
  const text = [
    ...['DEVNAME=/dev/sda1', 'UUID=7C1E-52A8', 'TYPE=vfat', ''],
    ...['DEVNAME=/dev/mapper/a\\ b', 'LABEL=UUID=x', 'UUID=1-2', 'TYPE=xfs', ''],
    ...['DEVNAME=/dev/sda', 'PTTYPE=gpt', 'something else', ''],
  ].join('\n')
  t.deepEqual(
    [...parseBlkid(text)],
    [
      ['/dev/sda1', '7C1E-52A8'],
      ['/dev/mapper/a b', '1-2'],
    ],
  )
  t.deepEqual([...parseBlkid('')], [])
})
