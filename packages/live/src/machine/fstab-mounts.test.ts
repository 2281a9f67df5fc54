// The live system has what the source has mounted where packages are put, or it is said what is missing.
import type {Mount} from '@livemode/host'
import test from 'ava'
import {hostWith, mountAt, planFstabAt, stackOf} from '../../test/hosts.ts'

const fstab = ['UUID=uuid-of-sda1 / ext4 defaults 0 1']
const root = mountAt('/', 'sda1')

const plan = (mounts: readonly Mount[], lines: readonly string[] = []) =>
  planFstabAt(hostWith([...fstab, ...lines], [root, ...mounts]), '/run/upgrade')

/** The entries besides that of the root, without what all have. */
const linesOf = ({entries}: ReturnType<typeof plan>) =>
  entries
    .slice(1)
    .map(({spec, file, vfstype, options}) =>
      [spec, file, vfstype, options.slice(0, options.indexOf('nofail')).join(',')].join(' '),
    )

const missingOf = ({missing}: ReturnType<typeof plan>) =>
  missing.map(({at, source, why, isNeeded}) => `${source} ${at} ${isNeeded}: ${why}`)

test('what is mounted and what is mounted on demand', t => {
  const {mounts, missing} = plan(
    [mountAt('/home', 'sda3')],
    ['LABEL=home /home ext4 ro', 'UUID=2 /backup ext4 noauto', 'UUID=3 none swap'],
  )
  t.deepEqual(mounts, [
    {at: '/', device: 'UUID=uuid-of-sda1', isNeeded: true},
    {at: '/home', device: 'UUID=uuid-of-sda3', isNeeded: false},
  ])
  t.deepEqual(missing, [])
})

test('the root on the live device counts, and has no line', t => {
  const {text, mounts} = planFstabAt(hostWith(fstab, [root]), '/run/initramfs/live')
  t.is(text, '')
  t.deepEqual(mounts, [{at: '/', device: 'UUID=uuid-of-sda1', isNeeded: true}])
  const bare = hostWith([], [{...root, uuid: null}])
  t.deepEqual(planFstabAt(bare, '/run/initramfs/live').mounts, [
    {at: '/', device: '/dev/sda1', isNeeded: true},
  ])
})

test('file systems that fstab does not have get entries, behind their parents', t => {
  const given = [mountAt('/var', 'sda2'), mountAt('/var/lib', 'sda3'), mountAt('/boot', 'sda4')]
  const planned = plan(given, ['UUID=uuid-of-sda5 /var/log ext4', 'UUID=uuid-of-sda3 /srv ext4'])
  t.deepEqual(linesOf(planned), [
    'UUID=uuid-of-sda2 /run/upgrade/var ext4 rw',
    'UUID=uuid-of-sda5 /run/upgrade/var/log ext4 defaults',
    'UUID=uuid-of-sda3 /run/upgrade/srv ext4 defaults',
    'UUID=uuid-of-sda3 /run/upgrade/var/lib ext4 rw',
    'UUID=uuid-of-sda4 /run/upgrade/boot ext4 rw',
  ])
  t.deepEqual(planned.missing, [])
})

test('a subvolume that fstab does not have', t => {
  const options = 'ro,relatime,subvolid=260,subvol=/@usr'
  const usr = mountAt('/usr', 'sdb1', {fstype: 'btrfs', fsroot: '/@usr', options})
  t.deepEqual(linesOf(plan([usr])), ['UUID=uuid-of-sdb1 /run/upgrade/usr btrfs subvol=/@usr'])
})

test('a file system that is another one than fstab says', t => {
  const usr = mountAt('/usr', 'sdb1', {options: 'rw,relatime'})
  const lines = ['server:/usr /usr nfs hard,vers=4.2 0 0']
  t.deepEqual(linesOf(plan([usr], lines)), ['UUID=uuid-of-sdb1 /run/upgrade/usr ext4 rw'])
  const data = mountAt('/data', 'sdb1')
  const noauto = ['UUID=uuid-of-sdb1 /data xfs noauto,logbufs=8 0 0']
  t.deepEqual(linesOf(plan([data], noauto)), ['UUID=uuid-of-sdb1 /run/upgrade/data ext4 rw,noauto'])
})

test('folders that are mounted by hand', t => {
  const bind = (target: string, name: string, fsroot: string) => mountAt(target, name, {fsroot})
  const srv = mountAt('/srv', 'sdb1')
  const planned = plan(
    [srv, bind('/opt', 'sdb1', '/opt'), bind('/usr', 'sda1', '/other/usr')],
    ['UUID=2 /srv ext4'],
  )
  t.deepEqual(linesOf(planned), [
    'UUID=uuid-of-sdb1 /run/upgrade/srv ext4 defaults',
    '/run/upgrade/srv/opt /run/upgrade/opt none bind',
    '/run/upgrade/other/usr /run/upgrade/usr none bind',
  ])
  // Only a part of that file system is mounted, or what holds it is hidden.
  const folder = 'it is a folder of a file system that the live system does not mount as a whole'
  t.deepEqual(missingOf(plan([bind('/opt', 'sdb1', '/opt')])), [`/dev/sdb1 /opt true: ${folder}`])
  t.deepEqual(missingOf(plan([srv, bind('/opt', 'sdb1', '/opt')])), [
    '/dev/sdb1 /srv false: it is not in /etc/fstab',
    `/dev/sdb1 /opt true: ${folder}`,
  ])
  t.deepEqual(missingOf(plan([mountAt('/other', 'sdc1'), bind('/usr', 'sda1', '/other/usr')])), [
    '/dev/sdc1 /other false: it is not in /etc/fstab',
    `/dev/sda1 /usr true: ${folder}`,
  ])
})

test('a folder of a subvolume is no subvolume', t => {
  const btrfs = (target: string, fsroot: string) =>
    mountAt(target, 'sda1', {fstype: 'btrfs', fsroot, options: 'rw,subvol=/@'})
  const host = hostWith(
    ['UUID=1 / btrfs subvol=@'],
    [btrfs('/', '/@'), btrfs('/opt', '/@/srv/opt')],
  )
  t.deepEqual(linesOf(planFstabAt(host, '/run/upgrade')), [
    '/run/upgrade/srv/opt /run/upgrade/opt none bind',
  ])
})

test('a folder that is mounted on itself', t => {
  const usr = mountAt('/usr', 'sda1', {fsroot: '/usr', options: 'ro'})
  t.deepEqual(linesOf(plan([usr])), ['/run/upgrade/usr /run/upgrade/usr none bind'])
})

test('what the live system cannot mount', t => {
  const squashfs = mountAt('/usr', 'sdb1', {fstype: 'squashfs'})
  const loop = mountAt('/opt', 'loop1', {devices: stackOf('loop', 'loop1')})
  const bare = mountAt('/boot', 'sdb2', {uuid: null})
  const autofs = {source: 'systemd-1', fstype: 'autofs', uuid: null, devices: []}
  const efi = mountAt('/efi', 'x', autofs)
  const overlay = mountAt('/etc', 'x', {...autofs, source: 'overlay', fstype: 'overlay'})
  t.deepEqual(missingOf(plan([squashfs, loop, bare, efi, overlay])), [
    '/dev/sdb1 /usr true: the live system does not mount squashfs',
    '/dev/loop1 /opt true: it lies in a loop device, which nothing sets up in the live system',
    '/dev/sdb2 /boot true: the name may mean another device in the live system',
    'systemd-1 /efi true: it is mounted on demand, and was not when this machine was described',
    'overlay /etc true: the live system does not mount overlay',
  ])
})

test('what waits to be mounted hides nothing', t => {
  const autofs = {source: 'systemd-1', fstype: 'autofs', uuid: null, devices: []}
  const planned = plan([mountAt('/efi', 'sda2'), mountAt('/efi', 'x', autofs)])
  t.deepEqual(linesOf(planned), ['UUID=uuid-of-sda2 /run/upgrade/efi ext4 rw'])
})

test('what is in memory only is not missing', t => {
  const tmpfs = mountAt('/var/cache/apt', 'x', {fstype: 'tmpfs', uuid: null, devices: []})
  const planned = plan([tmpfs], ['tmpfs /var/cache/apt tmpfs', 'tmpfs /tmp tmpfs'])
  t.deepEqual([planned.missing, planned.leftOut.length], [[], 2])
  t.deepEqual(plan([tmpfs]).missing, [])
})

test('what fstab has and the live system does not mount', t => {
  const lines = [
    ...[
      '/dev/sdb1 /boot ext4 noauto',
      'server:/home /home nfs',
      '/dev/sr0 /media/cd iso9660 noauto',
    ],
    ...['/dev/sdb2 none ext4', '/swapfile none swap'],
  ]
  t.deepEqual(missingOf(plan([], lines)), [
    '/dev/sdb1 /boot true: the name may mean another device in the live system',
    'server:/home /home false: the live system does not mount nfs',
  ])
})

test('file systems that packages are put on are writable, whatever the source says', t => {
  const planned = plan(
    [
      mountAt('/boot', 'sda2'),
      mountAt('/usr', 'sda3', {options: 'ro,nodev'}),
      mountAt('/home', 'b'),
    ],
    [
      'UUID=uuid-of-sda2 /boot ext4 ro,nodev,nosuid,noexec 0 2',
      'UUID=uuid-of-sda3 /usr ext4 ro,nodev 0 2',
      'UUID=uuid-of-b /home ext4 ro,nodev,noexec 0 2',
      'UUID=4 /opt ext4 noauto,users,x-systemd.mount-timeout=infinity 0 2',
    ],
  )
  t.deepEqual(linesOf(planned), [
    'UUID=uuid-of-sda2 /run/upgrade/boot ext4 nodev,nosuid',
    'UUID=uuid-of-sda3 /run/upgrade/usr ext4 nodev',
    'UUID=uuid-of-b /run/upgrade/home ext4 ro,nodev,noexec',
    'UUID=4 /run/upgrade/opt ext4 ',
  ])
})

test('a mount that another one requires is named where it is, and only there', t => {
  const requires = 'x-systemd.requires=/srv,x-systemd.requires=/far'
  t.deepEqual(linesOf(plan([], ['UUID=2 /srv ext4', `UUID=3 /data ext4 ${requires}`])), [
    'UUID=2 /run/upgrade/srv ext4 defaults',
    'UUID=3 /run/upgrade/data ext4 x-systemd.requires=/run/upgrade/srv',
  ])
})

test('a line that binds a folder counts as long as it is what is mounted', t => {
  const line = '/srv/a /usr none bind'
  const bound = (fsroot: string, name = 'sda1') => mountAt('/usr', name, {fsroot})
  t.deepEqual(linesOf(plan([bound('/srv/a')], [line])), [
    '/run/upgrade/srv/a /run/upgrade/usr none bind',
  ])
  t.deepEqual(linesOf(plan([], [line])), ['/run/upgrade/srv/a /run/upgrade/usr none bind'])
  // A link in the source has led it elsewhere, or somebody has mounted something else.
  t.deepEqual(linesOf(plan([bound('/data/a')], [line])), [
    '/run/upgrade/data/a /run/upgrade/usr none bind',
  ])
  t.deepEqual(linesOf(plan([bound('/', 'sdb1')], [line])), [
    'UUID=uuid-of-sdb1 /run/upgrade/usr ext4 rw',
  ])
})

test('what the source has not mounted either, an upgrade does not need', t => {
  const {mounts} = plan([], ['UUID=gone /boot ext4 nofail', 'UUID=5 /efi vfat x-systemd.automount'])
  t.deepEqual(
    mounts.map(({at, isNeeded}) => `${at} ${isNeeded}`),
    ['/ true', '/boot false', '/efi true'],
  )
})
