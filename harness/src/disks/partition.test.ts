// A path lies in the partition that is mounted nearest above it.
import test from 'ava'
import {deepestFirst, locate, type Partition, renderSourceFstab} from './partition.ts'

const partition = (mount: string): Partition => ({mount, fileSystem: 'ext4', uuid: `of ${mount}`})
const partitions = [partition('/'), partition('/var'), partition('/var/log')]

for (const [path, mount, inside] of [
  ['/etc/fstab', '/', '/etc/fstab'],
  ['/var/lib/image', '/var', '/lib/image'],
  ['/var/log/messages', '/var/log', '/messages'],
  ['/variable', '/', '/variable'],
] as const) {
  test(`${path} lies in ${mount}`, t => {
    t.deepEqual(locate(partitions, path), {partition: partition(mount), path: inside})
  })
}

test('a path without a partition above it is a defect', t => {
  t.throws(() => locate([partition('/var')], '/etc'), {
    message: 'no partition is mounted above /etc',
  })
})

test('the deepest partition comes first', t => {
  t.deepEqual(
    deepestFirst(partitions).map(({mount}) => mount),
    ['/var/log', '/var', '/'],
  )
})

test('fstab has a line for each partition', t => {
  t.is(
    renderSourceFstab([
      {mount: '/', fileSystem: 'xfs', uuid: '6c1f-01'},
      {mount: '/var', fileSystem: 'ext4', uuid: '6c1f-02'},
      {mount: '/srv', fileSystem: 'ext4', uuid: '6c1f-03', options: 'nofail,noatime'},
    ]),
    'UUID=6c1f-01 / xfs defaults 0 1\nUUID=6c1f-02 /var ext4 defaults 0 2\nUUID=6c1f-03 /srv ext4 nofail,noatime 0 2\n',
  )
})
