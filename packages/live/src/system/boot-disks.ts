import {existsSync, readdirSync, realpathSync} from 'node:fs'
import {type Mount, mountHolding} from '@livemode/host'
import type {LiveSystem} from './live-system.ts'

/** The whole disks that the file system of the source's /boot is made of. */
export function listBootDisks({
  live,
  mounts,
}: {
  readonly live: LiveSystem
  readonly mounts: readonly Mount[]
}): readonly string[] {
  const mount = mountHolding(mounts, live.source.resolve('/boot'))
  const device = mount?.source?.replace(/\[.*/, '') ?? ''
  if (!device.startsWith('/dev/')) return []
  const {stdout} = live.run(['lsblk', '--inverse', '--json', '--paths', '--output=NAME', device])
  return parseWholeDevices(stdout)
}

interface DeviceRow {
  readonly name: string
  readonly children?: readonly DeviceRow[]
}

/** The devices below which there is no other, in what `lsblk --inverse --json` prints; none where it prints nothing. */
export function parseWholeDevices(text: string): readonly string[] {
  if (text.trim() === '') return []
  const {blockdevices} = JSON.parse(text) as {readonly blockdevices: readonly DeviceRow[]}
  const wholeOf = ({name, children = []}: DeviceRow): readonly string[] =>
    children.length === 0 ? [name] : children.flatMap(wholeOf)
  return [...new Set(blockdevices.flatMap(wholeOf))]
}

/** A name by which the upgraded system finds the same disk, where udev has made one. */
export function lastingName(live: LiveSystem, disk: string): string {
  const folder = '/dev/disk/by-id'
  const names = existsSync(live.path(folder)) ? readdirSync(live.path(folder)).toSorted() : []
  const found = names.find(name => realDevice(live, `${folder}/${name}`) === realDevice(live, disk))
  return found === undefined ? disk : `${folder}/${found}`
}

/** The device that a name leads to; the name itself where there is none. */
export function realDevice(live: LiveSystem, name: string): string {
  try {
    return realpathSync(live.path(name))
  } catch {
    return name
  }
}
