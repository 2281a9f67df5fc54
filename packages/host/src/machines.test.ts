// For each kind of machine: what its programs print becomes its mounts, and the image is found on its device.
import {readdirSync} from 'node:fs'
import {fixture, fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {parseFindmnt} from './findmnt.ts'
import {locateFile, parseHost} from './index.ts'
import {addDevices, parseLsblk} from './lsblk.ts'

const read = (name: string) => parseHost(fixture(`hosts/${name}.json`), {file: name})

const printed = readdirSync(fixturePath('findmnt')).filter(name =>
  readdirSync(fixturePath('hosts')).includes(`${name}.json`),
)

for (const name of printed.filter(one => one !== 'rhel-8-lvm')) {
  test(`the mounts of ${name} are what findmnt and lsblk print there`, t => {
    const stacks = parseLsblk(fixture(`lsblk/${name}`))
    t.deepEqual(addDevices(parseFindmnt(fixture(`findmnt/${name}`)), {stacks}), read(name).mounts)
  })
}

/** Mount, path within the file system, UUID, and the types of the devices below. */
const places: Readonly<Record<string, readonly [string, string, string | null, string]>> = {
  'debian-12-bind': [
    '/var/lib/leapp',
    '/leapp/live-upgrade.img',
    '1f2e3d13-5a31-4c7e-9b20-0d6e4f8a0013',
    'vdb1 part, vdb disk',
  ],
  'debian-12-luks': [
    '/',
    '/var/lib/leapp/live-upgrade.img',
    '1f2e3d08-5a31-4c7e-9b20-0d6e4f8a0008',
    'debian--vg-root lvm, vda3_crypt crypt, vda3 part, vda disk',
  ],
  'debian-12-nfs': ['/var/lib/leapp', '/live-upgrade.img', null, ''],
  'debian-12-no-fstab-root': [
    '/',
    '/@rootfs/var/lib/leapp/live-upgrade.img',
    '1f2e3d16-5a31-4c7e-9b20-0d6e4f8a0016',
    'vda2 part, vda disk, vdb1 part, vdb disk',
  ],
  'debian-12-separate-usr': [
    '/var',
    '/lib/leapp/live-upgrade.img',
    '1f2e3d0f-5a31-4c7e-9b20-0d6e4f8a000f',
    'vda5 part, vda disk',
  ],
  'debian-12-symlink': [
    '/srv',
    '/leapp/live-upgrade.img',
    '1f2e3d15-5a31-4c7e-9b20-0d6e4f8a0015',
    'vdb1 part, vdb disk',
  ],
  'rhel-8-lvm-thin': [
    '/',
    '/var/lib/leapp/live-upgrade.img',
    '1f2e3d02-5a31-4c7e-9b20-0d6e4f8a0002',
    'rhel-root lvm, rhel-pool00-tpool lvm, rhel-pool00_tmeta lvm, sda2 part, sda disk, rhel-pool00_tdata lvm',
  ],
  'rhel-8-md-raid': [
    '/',
    '/var/lib/leapp/live-upgrade.img',
    '1f2e3d03-5a31-4c7e-9b20-0d6e4f8a0003',
    'md127 raid1, sda2 part, sda disk, sdb2 part, sdb disk',
  ],
  'rhel-8-multipath': [
    '/',
    '/var/lib/leapp/live-upgrade.img',
    '1f2e3d0b-5a31-4c7e-9b20-0d6e4f8a000b',
    'rhel-root lvm, mpatha2 part, mpatha mpath, sda disk, sdb disk',
  ],
}

for (const [name, [target, path, uuid, devices]] of Object.entries(places)) {
  test(`the image of ${name} lies on ${devices || 'no device'}`, t => {
    const found = locateFile(read(name), '/var/lib/leapp/live-upgrade.img')
    t.deepEqual(
      [
        found.mount.target,
        found.pathInFilesystem,
        found.uuid,
        found.mount.devices.map(device => `${device.name} ${device.type}`).join(', '),
      ],
      [target, path, uuid, devices],
    )
  })
}

test('each kind of machine that prints something has its place here', t => {
  t.deepEqual(
    printed.filter(name => name !== 'rhel-8-lvm').toSorted(),
    Object.keys(places).toSorted(),
  )
})

test('a device is found under the name that the kernel has for it', t => {
  const stacks = parseLsblk(fixture('lsblk/rhel-8-lvm-thin'))
  t.is(stacks.get('/dev/dm-3'), stacks.get('/dev/mapper/rhel-root'))
})
