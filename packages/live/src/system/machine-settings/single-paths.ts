import {places} from '../../tables/places.ts'
import {parseDevices} from '../device-list.ts'
import type {LiveSystem} from '../live-system.ts'

/** A disk that is in use, and by which multipath would know it. */
export interface SinglePath {
  readonly disk: string
  readonly wwid: string
}

/** The disks below the mounts of the initramfs that are no multipath map, as far as multipath could know them. */
export function readSinglePaths(live: LiveSystem): readonly SinglePath[] {
  const mounts = [live.source.root, places.liveDevice]
  const disks = new Set(mounts.flatMap(mount => readDisks(live, mount)))
  return [...disks].toSorted().flatMap(disk => {
    const wwid = readWwid(live, disk)
    return wwid === undefined ? [] : [{disk, wwid}]
  })
}

function readDisks(live: LiveSystem, mount: string): readonly string[] {
  const ask = ['findmnt', '--noheadings', '--nofsroot', '--output', 'SOURCE', '--mountpoint', mount]
  const {code, stdout} = live.run(ask)
  const device = stdout.trim()
  if (code !== 0 || device === '') return []
  const list = ['lsblk', '--inverse', '--list', '--noheadings', '--output', 'NAME,TYPE', device]
  const devices = parseDevices(live.run(list).stdout)
  if (devices.some(({type}) => type === 'mpath')) return []
  return devices.filter(({type}) => type === 'disk').map(({name}) => name)
}

function readWwid(live: LiveSystem, disk: string): string | undefined {
  const ask = ['/usr/lib/udev/scsi_id', '--whitelisted', `--device=/dev/${disk}`]
  const {code, stdout} = live.run(ask)
  // An empty one would be a pattern that every disk has.
  return code === 0 ? stdout.trim() || undefined : undefined
}
