import {fixture} from '@livemode/fixtures'
import {type Device, type Host, type Mount, parseHost} from '@livemode/host'
import {type PlannedFstab, planFstab} from '../src/machine/fstab.ts'
import {findUnreached} from '../src/machine/reached-devices.ts'
import {reasons} from '../src/machine/reason.ts'

/** One of the hosts among the fixtures. */
export const fixtureHost = (name: string): Host =>
  parseHost(fixture(`hosts/${name}.json`), {file: name})

/** The fstab of a live system that knows of no disks in the network. */
export const planFstabAt = (host: Host, sourceRoot: string): PlannedFstab =>
  planFstab(host, {
    sourceRoot,
    findUnreached: mount => findUnreached(mount, ({name}) => reasons.noIscsi(name, '')),
  })

/** A mount of ext4 on a partition, unless something else is said. */
export const mountAt = (target: string, name: string, more: Partial<Mount> = {}): Mount => ({
  target,
  source: `/dev/${name}`,
  fstype: 'ext4',
  options: 'rw,relatime',
  fsroot: '/',
  uuid: `uuid-of-${name.replaceAll('/', '-')}`,
  devices: stackOf('part', name),
  children: [],
  ...more,
})

/** A device with the disk below it. */
export const stackOf = (type: string, name: string): readonly Device[] => [
  {name: name.replace(/^.*\//, ''), type},
  {name: 'sda', type: 'disk'},
]

/** A host with an fstab and mounts of its own, which lie below the first. */
export const hostWith = (fstab: readonly string[], [root, ...others]: readonly Mount[]): Host => ({
  ...fixtureHost('debian-12-ext4'),
  fstab: fstab.map(line => `${line}\n`).join(''),
  mounts: root ? [{...root, children: others}] : [],
})
