// A file is found on the file system that really holds it: past symlinks, bind mounts and subvolumes.
import {LivemodeError} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {type Host, locateFile, type Mount, parseHost} from './index.ts'

const read = (name: string) => parseHost(fixture(`hosts/${name}.json`), {file: name})
const image = '/var/lib/leapp/live-upgrade.img'

const locate = (host: Host, path: string) => {
  const {mount, pathOnDevice: _, ...rest} = locateFile(host, path)
  return {target: mount.target, ...rest}
}

/** A host with nothing but these mounts. */
const hostWith = (mounts: readonly Partial<Mount>[], more: Partial<Host> = {}): Host => ({
  ...read('debian-12-ext4'),
  mounts: mounts.map(mount => ({
    target: '/',
    source: '/dev/vda1',
    fstype: 'ext4',
    options: 'rw',
    fsroot: '/',
    uuid: null,
    devices: [],
    children: [],
    ...mount,
  })),
  ...more,
})

test('on the root file system', t => {
  t.deepEqual(locate(read('rhel-8-lvm'), image), {
    target: '/',
    pathInFilesystem: image,
    uuid: 'a7d0f1c2-31b8-4c55-8a2f-6f2f0c9e4d03',
  })
})

test('on a file system of its own', t => {
  t.deepEqual(locate(read('rhel-8-lvm-var'), image), {
    target: '/var',
    pathInFilesystem: '/lib/leapp/live-upgrade.img',
    uuid: '9e02c6b7-5d14-47f3-bb0a-2c8f51d3a6e4',
  })
})

test('in a subvolume', t => {
  const host = read('debian-12-btrfs')
  const uuid = 'c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90'
  t.deepEqual(locate(host, image), {
    target: '/var',
    pathInFilesystem: '/@var/lib/leapp/live-upgrade.img',
    uuid,
  })
  t.deepEqual(locate(host, '/srv/live-upgrade.img'), {
    target: '/',
    pathInFilesystem: '/@/srv/live-upgrade.img',
    uuid,
  })
})

test('below a bind mount', t => {
  const host = hostWith([
    {uuid: 'root', children: []},
    {target: '/var/lib/leapp', fsroot: '/images', uuid: 'data'},
  ])
  t.deepEqual(locate(host, image), {
    target: '/var/lib/leapp',
    pathInFilesystem: '/images/live-upgrade.img',
    uuid: 'data',
  })
})

test('a mount hides what was mounted there before', t => {
  const host = hostWith([{}, {target: '/var', uuid: 'hidden'}, {target: '/var', uuid: 'seen'}])
  t.is(locateFile(host, image).uuid, 'seen')
})

test('a folder whose name only starts like a mount is not below it', t => {
  const host = hostWith([{uuid: 'root'}, {target: '/var', uuid: 'var'}])
  t.is(locateFile(host, '/variable/live-upgrade.img').uuid, 'root')
  t.is(locateFile(host, '/var/../live-upgrade.img').uuid, 'root')
})

test('a symlink that the host tells of is followed, for the path and for all below it', t => {
  const host = hostWith([{uuid: 'root'}, {target: '/data', uuid: 'data'}], {
    resolvedPaths: {'/var/lib/leapp': '/data/leapp'},
  })
  t.deepEqual(locate(host, image), {
    target: '/data',
    pathInFilesystem: '/leapp/live-upgrade.img',
    uuid: 'data',
  })
})

test('a relative path has no place', t => {
  const error = t.throws(() => locateFile(read('rhel-8-lvm'), 'live-upgrade.img'), {
    instanceOf: LivemodeError,
    message: 'live-upgrade.img is not an absolute path',
  })
  t.is(error?.code, 'HOST_INVALID')
})

test('a path of very many folders', t => {
  const path = `/var${'/a'.repeat(50_000)}`
  t.is(locate(read('rhel-8-lvm'), path).pathInFilesystem, path)
})

test('a host without a root file system cannot hold a file', t => {
  t.throws(() => locateFile(hostWith([{target: '/boot'}]), image), {
    message: 'no mount of the host holds /var/lib/leapp/live-upgrade.img',
  })
})

const onBtrfs = (fsroot: string, more: Partial<Host>) =>
  locateFile(
    hostWith([{target: '/', fstype: 'btrfs', fsroot, uuid: '1-2'}], {
      fstab: 'UUID=1-2 / btrfs defaults 0 0\n',
      kernelCmdline: 'root=UUID=1-2 ro',
      ...more,
    }),
    image,
  ).pathOnDevice

test('a mount of a btrfs without options shows its default subvolume', t => {
  const snapshot = '/@/.snapshots/7/snapshot'
  const of = (path: string) => ({defaultSubvolumes: {'1-2': path}})
  t.is(onBtrfs(snapshot, of(snapshot)), image)
  t.is(onBtrfs(snapshot, of('/')), `${snapshot}${image}`)
  t.is(onBtrfs(snapshot, of('/@')), `/.snapshots/7/snapshot${image}`)
  t.is(onBtrfs(snapshot, of('/@home')), null)
  // Without an answer: what is mounted as a whole, and a subvolume that is named.
  t.is(onBtrfs('/', {}), image)
  t.is(onBtrfs(snapshot, {}), null)
  t.is(onBtrfs('/@', {fstab: 'UUID=1-2 / btrfs subvol=@ 0 0\n'}), `/@${image}`)
  t.is(onBtrfs('/@', {kernelCmdline: 'root=UUID=1-2 rootflags=noatime,subvol=@'}), `/@${image}`)
})
