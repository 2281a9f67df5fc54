// What findmnt and lsblk print becomes one tree of mounts, each with its devices.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseFindmnt} from './findmnt.ts'
import {flattenMounts} from './index.ts'
import {addDevices, parseLsblk} from './lsblk.ts'

test('a bind mount loses the folder from its source, for fsroot has it', t => {
  const mounts = parseFindmnt(fixture('findmnt/ext4-with-bind-mount'))
  const uuid = '0fc63daf-8483-4772-8e79-3d69d8477de4'
  const ext4 = {source: '/dev/loop0', fstype: 'ext4', options: 'rw,relatime', uuid, devices: []}
  const bind = {...ext4, target: '/mnt/source/var/lib/leapp', fsroot: '/srv/images', children: []}
  const tmpfs = {
    target: '/mnt/source/with space',
    source: 'none',
    fstype: 'tmpfs',
    options: 'rw,relatime,size=1024k',
    fsroot: '/',
    uuid: null,
    devices: [],
    children: [],
  }
  t.deepEqual(mounts, [{...ext4, target: '/mnt/source', fsroot: '/', children: [bind, tmpfs]}])
})

test('a mount comes before those below it', t => {
  const mounts = parseFindmnt(fixture('findmnt/rhel-8-lvm'))
  t.deepEqual(
    flattenMounts(mounts).map(mount => mount.target),
    ['/', '/proc', '/boot'],
  )
})

test('a mount has its devices from top to disk, and their UUID where findmnt knew none', t => {
  const mounts = addDevices(parseFindmnt(fixture('findmnt/rhel-8-lvm')), {
    stacks: parseLsblk(fixture('lsblk/rhel-8-lvm')),
  })
  t.deepEqual(
    flattenMounts(mounts).map(({target, uuid, devices}) => ({target, uuid, devices})),
    [
      {
        target: '/',
        uuid: 'a7d0f1c2-31b8-4c55-8a2f-6f2f0c9e4d03',
        devices: [
          {name: 'rhel-root', type: 'lvm'},
          {name: 'sda2', type: 'part'},
          {name: 'sda', type: 'disk'},
        ],
      },
      {target: '/proc', uuid: null, devices: []},
      {
        target: '/boot',
        uuid: '5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7d11',
        devices: [
          {name: 'sda1', type: 'part'},
          {name: 'sda', type: 'disk'},
        ],
      },
    ],
  )
})

test('a mirror has both its legs in the stack', t => {
  const stack = parseLsblk(fixture('lsblk/lvm-on-raid1')).get('/dev/mapper/vg--data-root')
  t.deepEqual(stack?.devices, [
    {name: 'vg--data-root', type: 'lvm'},
    {name: 'md127', type: 'raid1'},
    {name: 'sda2', type: 'part'},
    {name: 'sda', type: 'disk'},
    {name: 'sdb2', type: 'part'},
    {name: 'sdb', type: 'disk'},
  ])
})

test('a device below several legs is in the stack once', t => {
  const disk = {name: '/dev/sda', type: 'disk', uuid: null}
  const leg = (name: string) => ({name, type: 'part', uuid: null, children: [disk]})
  const raid = {
    name: '/dev/md0',
    type: 'raid0',
    uuid: 'u',
    children: [leg('/dev/a'), leg('/dev/b')],
  }
  const stack = parseLsblk(JSON.stringify({blockdevices: [raid]})).get('/dev/md0')
  t.deepEqual(
    stack?.devices.map(device => device.name),
    ['md0', 'a', 'sda', 'b'],
  )
})

test('devices without a stack are there as well', t => {
  const stacks = parseLsblk(fixture('lsblk/no-partitions'))
  t.deepEqual(
    [...stacks],
    [
      ['/dev/loop0', {uuid: null, devices: [{name: 'loop0', type: 'loop'}]}],
      ['/dev/zram0', {uuid: null, devices: [{name: 'zram0', type: 'disk'}]}],
      ['/dev/vda', {uuid: null, devices: [{name: 'vda', type: 'disk'}]}],
    ],
  )
})

test('what is not from findmnt is refused', t => {
  t.throws(() => parseFindmnt('{"filesystems": [{"target": "/"}]}'), {
    message: [
      'findmnt:1:18: filesystems[0].source: must be a string, not nothing',
      '    {"filesystems": [{"target": "/"}]}',
      '                     ^',
      'findmnt:1:18: filesystems[0].fstype: must be a string, not nothing',
      '    {"filesystems": [{"target": "/"}]}',
      '                     ^',
      'findmnt:1:18: filesystems[0].options: must be a string, not nothing',
      '    {"filesystems": [{"target": "/"}]}',
      '                     ^',
    ].join('\n'),
  })
})
