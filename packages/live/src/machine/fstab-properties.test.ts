// Whatever a source mounts: no name of its kernel, no option that hinders, nothing needed that is not spoken of.
import type {FstabEntry, Host, Mount} from '@livemode/host'
import {renderFstab} from '@livemode/host'
import test from 'ava'
import fc from 'fast-check'
import {hostWith, mountAt, planFstabAt} from '../../test/hosts.ts'
import {liveFileSystems} from '../tables/file-systems.ts'
import {isNeeded} from '../tables/needed-places.ts'
import type {PlannedFstab} from './fstab.ts'

const kernelName = fc.oneof(
  fc.stringMatching(/^(?:sd[a-z]{1,2}|[vx]?vd[a-z]|hd[a-d])[1-9]?$/),
  fc.stringMatching(/^(?:nvme\dn1p|mmcblk\dp|md|dm-|loop|zram|nbd|cciss\/c0d0p)\d{1,3}$/),
)
const lastingSpec = fc.constantFrom(
  ...['UUID=1', 'UUID=uuid-of-sda1', 'LABEL=a', 'PARTUUID=2', 'PARTLABEL=b', 'ID=c'],
  ...['/dev/mapper/vg-lv', '/dev/vg/lv', '/dev/md/srv', '/dev/disk/by-id/wwn-1'],
)
const path = fc.constantFrom(
  ...[
    '/',
    '/usr',
    '/usr/share',
    '/usr/local',
    '/boot',
    '/boot/efi',
    '/efi',
    '/opt',
    '/var',
    '/etc',
  ],
  ...['/var/lib', '/var/lib/rpm', '/var/log', '/home', '/srv', '/srv/a', '/mnt/b c', 'none'],
)
const spec = fc.oneof(
  kernelName.map(name => `/dev/${name}`),
  lastingSpec,
  path,
  fc.constantFrom('tmpfs', 'server:/srv', '//server/share'),
)
const fstype = fc.constantFrom(
  ...liveFileSystems,
  ...['auto', 'none', 'swap', 'swap', 'nfs', 'tmpfs', 'squashfs'],
)

const space = fc.constantFrom('', ' ')
/** Infinite, none at all, or longer than ten minutes, in every spelling of systemd.time(7). */
const badSpan = fc.oneof(
  fc.constantFrom('infinity', '0', '0s', '0min', '0h0s', '000', '601', '600001ms', 'nonsense', ''),
  fc
    .tuple(
      fc.integer({min: 11, max: 999}),
      space,
      fc.constantFrom('m', 'min', 'minute', 'minutes', 'h', 'hr', 'hours', 'd', 'w', 'M', 'y'),
      fc.constantFrom('', '5s', ' 10ms'),
    )
    .map(parts => parts.join('')),
)
const unit = fc.constantFrom('a.service', 'network-online.target', 'x', 'srv.mount')
const dropped = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('x-systemd.device', 'x-systemd.mount', 'comment=systemd.device'),
      badSpan,
    )
    .map(([name, span]) => `${name}-timeout=${span}`),
  fc
    .tuple(
      fc.constantFrom('requires', 'wants', 'after', 'before', 'wanted-by', 'required-by'),
      unit,
    )
    .map(([name, value]) => `x-systemd.${name}=${value}`),
  kernelName.map(name => `x-systemd.requires=/dev/${name}`),
  fc.constantFrom(
    ...['x-systemd.automount', 'comment=systemd.automount', 'x-systemd.idle-timeout=1min'],
    ...['x-systemd.makefs', 'x-systemd.growfs', 'x-initrd.mount'],
  ),
)
const hindering = fc.constantFrom('ro', 'noexec', 'noauto', 'user', 'users', 'user=me')
const harmless = fc.constantFrom('defaults', 'rw', 'noatime', 'bind', 'loop', 'pri=5', 'subvol=/@a')

const entry = fc.record({
  spec,
  file: path,
  vfstype: fstype,
  options: fc.array(fc.oneof(dropped, hindering, harmless), {minLength: 1, maxLength: 5}),
  freq: fc.constant(0),
  passno: fc.constant(0),
})

const types = fc.constantFrom('part', 'part', 'lvm', 'crypt', 'mpath', 'raid1', 'loop')
const mount = fc
  .record({
    target: path.filter(target => target !== 'none'),
    name: fc.oneof(kernelName, fc.constantFrom('mapper/vg-lv', 'mapper/mpatha1')),
    type: types,
    fstype: fc.constantFrom(...liveFileSystems, ...['squashfs', 'autofs', 'nfs']),
    fsroot: fc.constantFrom('/', '/', '/@a', '/srv/a'),
    hasUuid: fc.boolean(),
    options: fc.constantFrom('rw,relatime', 'ro', 'rw,subvol=/@a', 'rw,logdev=/dev/sdz1'),
  })
  .map(({target, name, type, hasUuid, ...more}): Mount => {
    const devices = [
      {name: name.replace(/^.*\//, ''), type},
      {name: 'sda', type: 'disk'},
    ]
    const none = ['autofs', 'nfs'].includes(more.fstype) ? {devices: [], uuid: null} : {}
    return mountAt(target, name, {...more, devices, ...(hasUuid ? {} : {uuid: null}), ...none})
  })

const host: fc.Arbitrary<Host> = fc
  .tuple(fc.array(entry, {maxLength: 6}), fc.array(mount, {maxLength: 6}))
  .map(([entries, mounts]) =>
    hostWith(renderFstab(entries as FstabEntry[]).split('\n'), [mountAt('/', 'sda1'), ...mounts]),
  )

const sourceRoot = fc.constantFrom('/run/upgrade', '/run/initramfs/live')

/** Says of any host that something holds of its plan. */
const holds = (claim: (plan: PlannedFstab, host: Host, root: string) => boolean) =>
  fc.assert(
    fc.property(host, sourceRoot, (given, root) => claim(planFstabAt(given, root), given, root)),
    {numRuns: 300},
  )

const kernelNames =
  /^\/dev\/(?:[a-z]*d[a-z]+\d*|nvme.*|mmcblk.*|md\d+|dm-\d+|loop\d+|zram\d+|nbd\d+|cciss\/.*)$/

test('no name of the kernel is planned', t => {
  holds(({entries, mounts}, _, root) => {
    // What the initramfs has mounted is no entry.
    const devices = mounts.filter(({at}) => at !== '/' || root === '/run/upgrade')
    const names = [...entries.map(one => one.spec), ...devices.map(({device}) => device)]
    const values = entries.flatMap(({options}) => options.map(option => option.replace(/^.*=/, '')))
    return ![...names, ...values].some(name => kernelNames.test(name))
  })
  t.pass()
})

const waiting =
  /automount|idle-timeout|makefs|growfs|wanted-by|required-by|x-initrd|infinity|\.(?:requires|wants|after)=[^/]/

test('nothing waits for ever, for a unit of the source, or for somebody who looks there', t => {
  const own = ['x-systemd.after=machine-settings.service']
  holds(({entries}) =>
    entries.every(({options}) =>
      options.every(option => own.includes(option) || !waiting.test(option)),
    ),
  )
  holds(
    ({entries}) => !entries.some(({options}) => options.some(option => /-timeout=/.test(option))),
  )
  t.pass()
})

test('packages can be put where they are needed', t => {
  const bad = /^(?:ro|noexec|noauto|users?|user=.*)$/
  holds(({entries}, _, root) =>
    entries
      .filter(({file, vfstype}) => vfstype !== 'swap' && isNeeded(file.slice(root.length) || '/'))
      .every(({options}) => !options.some(option => bad.test(option))),
  )
  t.pass()
})

test('every needed mount of the source is planned or missed', t => {
  holds(({mounts, missing}, {mounts: tree}) => {
    const spoken = [...mounts, ...missing].map(({at}) => at)
    // What is mounted on demand counts for nothing where fstab says what it is.
    const all = tree.flatMap(root => [root, ...root.children])
    const there = all.filter(one => one.fstype !== 'autofs').map(one => one.target)
    return there.filter(isNeeded).every(target => spoken.filter(at => at === target).length > 0)
  })
  t.pass()
})

test('parents come before children, and each is one of the two', t => {
  holds(({entries, mounts, missing}) => {
    const files = entries.filter(({vfstype}) => vfstype !== 'swap').map(({file}) => file)
    const isOrdered = files.every((file, index) =>
      files.slice(0, index).every(earlier => !earlier.startsWith(`${file}/`)),
    )
    return isOrdered && !missing.some(({at}) => mounts.some(mount => mount.at === at))
  })
  t.pass()
})
