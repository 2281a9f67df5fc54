// The live system's fstab names what the source has mounted, and no name that holds in the source only.
import type {Mount} from '@livemode/host'
import test from 'ava'
import {hostWith, mountAt, planFstabAt, stackOf} from '../../test/hosts.ts'

/** Specs and mount points of the live system's fstab, and what is left out. */
const plan = (fstab: readonly string[], mounts: readonly Mount[], sourceRoot = '/run/upgrade') => {
  const {entries, leftOut} = planFstabAt(hostWith(fstab, mounts), sourceRoot)
  return [
    ...entries.map(({spec, file}) => `${spec} ${file}`),
    ...leftOut.map(({entry, why}) => `${entry.spec} ${entry.file}: ${why}`),
  ]
}

const otherDevice = 'the name may mean another device in the live system'

test('disks that another kernel may number anew', t => {
  t.deepEqual(
    plan(
      ['/dev/sdb3 / ext4 errors=remount-ro', '/dev/sdb1 /boot ext4', '/dev/sda1 /var ext4'],
      [mountAt('/', 'sdb3'), mountAt('/boot', 'sdb1'), mountAt('/var', 'sda1')],
    ),
    [
      'UUID=uuid-of-sdb3 /run/upgrade',
      'UUID=uuid-of-sdb1 /run/upgrade/boot',
      'UUID=uuid-of-sda1 /run/upgrade/var',
    ],
  )
})

for (const stale of ['UUID=gone', 'LABEL=gone', 'PARTUUID=gone', '/dev/disk/by-uuid/gone']) {
  test(`a root that fstab has as ${stale} is the one that is mounted`, t => {
    t.deepEqual(
      plan(
        [`${stale} / ext4 errors=remount-ro`, 'UUID=uuid-of-sda3 /var ext4'],
        [mountAt('/', 'sda2'), mountAt('/var', 'sda3')],
      ),
      ['UUID=uuid-of-sda2 /run/upgrade', 'UUID=uuid-of-sda3 /run/upgrade/var'],
    )
  })
}

const mapped: Readonly<Record<string, Mount>> = {
  'a logical volume': mountAt('/', 'mapper/my--vg-root', {
    devices: [{name: 'my--vg-root', type: 'lvm'}, ...stackOf('part', 'sda2')],
  }),
  'an encrypted device': mountAt('/', 'mapper/my--vg-root', {
    devices: [{name: 'my--vg-root', type: 'crypt'}, ...stackOf('part', 'sda2')],
  }),
  'a partition of a multipath disk': mountAt('/', 'mapper/my--vg-root', {
    devices: [
      {name: 'my--vg-root', type: 'part'},
      {name: 'mpatha', type: 'mpath'},
      {name: 'sda', type: 'disk'},
    ],
  }),
}

for (const [what, mount] of Object.entries(mapped)) {
  test(`${what} keeps the name that it has in fstab`, t => {
    const names = ['/dev/mapper/my--vg-root', '/dev/disk/by-id/dm-uuid-1', '/dev/disk/by-label/x']
    for (const name of names) {
      t.deepEqual(plan([`${name} / ext4`], [mount]), [`${name} /run/upgrade`])
    }
    for (const name of ['/dev/dm-0', '/dev/mapper/old-root', '/dev/other/root', 'LABEL=x']) {
      const expected = ['UUID=uuid-of-mapper-my--vg-root /run/upgrade']
      t.deepEqual(plan([`${name} / ext4`], [mount]), expected)
    }
  })
}

test('a logical volume keeps the name of its group', t => {
  const {'a logical volume': root} = mapped
  t.deepEqual(plan(['/dev/my-vg/root / ext4', '/dev/my-vg/swap none swap'], root ? [root] : []), [
    '/dev/my-vg/root /run/upgrade',
    '/dev/my-vg/swap none',
  ])
})

test('what has no UUID has a name that lasts, or is left out', t => {
  const root = mountAt('/', 'sda1')
  const bare = (name: string) => mountAt('/srv', name, {uuid: null})
  t.deepEqual(plan(['UUID=1 / ext4', 'PARTLABEL=srv /srv ext4'], [root, bare('sdb1')]).slice(1), [
    'PARTLABEL=srv /run/upgrade/srv',
  ])
  t.deepEqual(plan(['UUID=1 / ext4', '/dev/dm-1 /srv ext4'], [root, bare('mapper/a-b')]).slice(1), [
    '/dev/mapper/a-b /run/upgrade/srv',
  ])
  t.deepEqual(plan(['UUID=1 / ext4', '/dev/sdb1 /srv ext4'], [root, bare('sdb1')]).slice(1), [
    `/dev/sdb1 /srv: ${otherDevice}`,
  ])
})

test('what is not mounted keeps a name that lasts, and is left out with another', t => {
  const names = ['UUID=2', '/dev/mapper/mpatha-part1', '/dev/md/srv', '/dev/disk/by-id/x']
  const others = ['/dev/sdb1', '/dev/md127', '/dev/dm-3', '/dev/loop0', '/dev/cciss/c0d0p1']
  for (const name of [...names, ...others]) {
    t.deepEqual(
      plan(['UUID=1 / ext4', `${name} /srv ext4`], [mountAt('/', 'sda1')]).slice(1),
      names.includes(name) ? [`${name} /run/upgrade/srv`] : [`${name} /srv: ${otherDevice}`],
    )
  }
})

test('a file that is mounted with a loop device is found below the source root', t => {
  const opt = mountAt('/opt', 'loop0', {devices: [{name: 'loop0', type: 'loop'}]})
  const {entries} = planFstabAt(
    hostWith(
      [
        'UUID=1 / ext4 errors=remount-ro 0 1',
        '/srv/images/opt.img /opt ext4 loop=/dev/loop0,nodev',
      ],
      [mountAt('/', 'sda2'), opt],
    ),
    '/run/initramfs/live',
  )
  t.deepEqual(
    entries.map(({spec, file, options}) => [spec, file, ...options.slice(0, 2)]),
    [['/run/initramfs/live/srv/images/opt.img', '/run/initramfs/live/opt', 'loop', 'nodev']],
  )
})

test('a loop device that something else sets up is left out, whatever its name', t => {
  const opt = mountAt('/opt', 'loop0', {devices: [{name: 'loop0', type: 'loop'}]})
  for (const name of ['/dev/loop0', 'UUID=uuid-of-loop0']) {
    t.deepEqual(plan([`UUID=1 / ext4`, `${name} /opt ext4`], [mountAt('/', 'sda2'), opt]), [
      'UUID=uuid-of-sda2 /run/upgrade',
      `${name} /opt: it lies in a loop device, which nothing sets up in the live system`,
    ])
  }
})

test('a folder or a file on what the live system does not mount is left out', t => {
  const nfs = mountAt('/far', 'x', {source: 'server:/far', fstype: 'nfs', uuid: null, devices: []})
  t.deepEqual(
    plan(
      ['UUID=1 / ext4', '/far/a /srv none bind', '/far/b.img /data ext4 loop'],
      [mountAt('/', 'sda2'), nfs],
    ),
    [
      'UUID=uuid-of-sda2 /run/upgrade',
      '/far/a /srv: /far/a lies on /far, which is not mounted during the upgrade',
      '/far/b.img /data: /far/b.img lies on /far, which is not mounted during the upgrade',
    ],
  )
})

test('an option that names a device has a name that lasts, too', t => {
  const root = mountAt('/', 'sda2')
  t.deepEqual(plan(['UUID=1 / ext4', 'UUID=2 /srv xfs logdev=/dev/sdb1'], [root]).slice(1), [
    'UUID=2 /srv: the device of its option logdev=/dev/sdb1 may be another one in the live system',
  ])
  const {entries} = planFstabAt(
    hostWith(
      [
        'UUID=1 / ext4',
        'UUID=2 /srv btrfs device=/dev/sdb1,device=/dev/mapper/b,comment=/dev/sdb1',
      ],
      [root],
    ),
    '/run/upgrade',
  )
  t.deepEqual(entries[1]?.options.slice(0, 2), ['device=/dev/mapper/b', 'comment=/dev/sdb1'])
})

test('a subvolume is the one that is mounted', t => {
  const options = 'rw,subvolid=271,subvol=/@/.snapshots/7/snapshot'
  const root = mountAt('/', 'sda2', {fstype: 'btrfs', fsroot: '/@/.snapshots/7/snapshot', options})
  const subvolume = (given: string) =>
    planFstabAt(
      hostWith([`UUID=1 / btrfs ${given}`], [root]),
      '/run/upgrade',
    ).entries[0]?.options.filter(option => option.startsWith('subvol'))
  t.deepEqual(subvolume('defaults'), ['subvol=/@/.snapshots/7/snapshot'])
  t.deepEqual(subvolume('subvol=@/.snapshots/6/snapshot'), ['subvol=/@/.snapshots/7/snapshot'])
  t.deepEqual(subvolume('subvolid=270'), ['subvol=/@/.snapshots/7/snapshot'])
  t.deepEqual(subvolume('subvolid=271'), ['subvolid=271'])
  t.deepEqual(subvolume('subvol=@/.snapshots/7/snapshot'), ['subvol=@/.snapshots/7/snapshot'])
})

test('what is bound is a folder below the source root', t => {
  t.deepEqual(
    plan(
      ['/srv / none bind', '/dev/shm /usr none bind', '/dev/sdb1 /opt none bind'],
      [mountAt('/', 'sda2'), mountAt('/opt', 'sdb1')],
    ),
    [
      'UUID=uuid-of-sda2 /run/upgrade',
      'UUID=uuid-of-sdb1 /run/upgrade/opt',
      "/dev/shm /usr: /dev/shm is no folder that the live system finds below the source's root",
    ],
  )
})
