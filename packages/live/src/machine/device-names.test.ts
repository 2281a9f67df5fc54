// A name that means one device on every system is told from one that a kernel gave out.
import test from 'ava'
import {fixtureHost, hostWith, mountAt} from '../../test/hosts.ts'
import {isLastingName, isPathOfSource, listVolumeGroups, mapperNameOf} from './device-names.ts'

const lasting = [
  ...['UUID=1-2', 'LABEL=my disk', 'PARTUUID=2', 'PARTLABEL=root', 'ID=ata-disk-part1'],
  ...[
    '/dev/mapper/mpatha-part1',
    '/dev/md/srv',
    '/dev/my-vg/root',
    '/dev/disk/by-id/wwn-0x5-part1',
  ],
  ...['/dev/disk/by-uuid/1-2', '/dev/disk/by-path/pci-0000:00:1f.2-ata-1-part2'],
]
const others = [
  ...['/dev/sda1', '/dev/sdaa', '/dev/nvme0n1p2', '/dev/vda', '/dev/xvda1', '/dev/mmcblk0p1'],
  ...[
    '/dev/md127',
    '/dev/md0p1',
    '/dev/dm-3',
    '/dev/loop0',
    '/dev/cciss/c0d0p1',
    '/dev/other/root',
  ],
  ...['/dev/disk/by-diskseq/3', '/dev/disk/by-loop-ref/x', '/dev/block/8:1', '/dev/mapper/control'],
  ...['/dev/root', '/dev/cdrom', '/dev/zram0', 'server:/srv', '//server/share', 'tmpfs', 'UUID='],
]

for (const spec of lasting) test(`${spec} lasts`, t => t.true(isLastingName(spec, ['my-vg'])))
for (const spec of others) test(`${spec} does not`, t => t.false(isLastingName(spec, ['my-vg'])))

test('volume groups are those of what is mounted and of the kernel arguments', t => {
  const devices = [{name: 'my--vg-root', type: 'lvm'}]
  const host = hostWith([], [mountAt('/', 'mapper/my--vg-root', {devices})])
  const kernelCmdline = 'rd.lvm.lv=other/swap rd.lvm.vg=third rd.lvm.lv'
  t.deepEqual(listVolumeGroups({...host, kernelCmdline}), ['my-vg', 'other', 'third'])
  t.deepEqual(listVolumeGroups(fixtureHost('rhel-8-lvm-thin')), ['rhel'])
})

test('both names of a volume are one', t => {
  t.is(mapperNameOf('/dev/my-vg/a-b'), 'my--vg-a--b')
  t.is(mapperNameOf('/dev/mapper/my--vg-a--b'), 'my--vg-a--b')
  t.is(mapperNameOf('/dev/disk/by-id/dm-name-x'), 'x')
  t.is(mapperNameOf('UUID=1'), undefined)
})

test('what is outside /dev is a path', t => {
  const given = ['/srv/a', '/device', '/dev/sda1', '/dev', '//server/share', 'UUID=1', 'tmpfs']
  t.deepEqual(given.filter(isPathOfSource), ['/srv/a', '/device'])
})
