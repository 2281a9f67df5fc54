import type {Stats} from 'node:fs'
import {stat, statfs} from 'node:fs/promises'
import {dirname} from 'node:path'
import {LivemodeError} from '@livemode/config'
import type {Host} from '@livemode/host'
import {nearestFolder} from './durable.ts'
import type {InstalledFile} from './installation.ts'
import type {InstallationRecord} from './record.ts'

type Copy = Pick<InstalledFile, 'to' | 'size' | 'appended' | 'group'>

/**
 * Throws `NO_SPACE` when what goes to one file system does not fit there. What an older installation
 * occupies is free by then.
 */
export async function assertSpace(
  copies: readonly Copy[],
  earlier: Pick<InstallationRecord, 'files'> | undefined,
): Promise<void> {
  const devices = new Map<number, {folder: string; bytes: number; names: Set<string>}>()
  for (const {to, size, appended, group} of copies) {
    const folder = await nearestFolder(dirname(to))
    const {dev} = await stat(folder)
    const device = devices.get(dev) ?? {folder, bytes: 0, names: new Set()}
    devices.set(dev, {
      ...device,
      bytes: device.bytes + size + (appended?.length ?? 0),
      names: device.names.add(group ?? to),
    })
  }
  const freed = await readSizes(earlier?.files ?? [])
  for (const [dev, {folder, bytes, names}] of devices) {
    const {bavail, bsize} = await statfs(folder)
    const available = bavail * bsize + bytesOn(dev, freed)
    if (available >= bytes) continue
    throw new LivemodeError(
      'NO_SPACE',
      `${[...names].join(' and ')} need ${megabytes(bytes)}, and ${megabytes(available, Math.floor)} are free there`,
    )
  }
}

/** What there is to use when files have been removed: they count where a path is on their file system. */
export async function creditSpace(
  space: Host['space'],
  files: readonly string[],
): Promise<Host['space']> {
  const freed = await readSizes(files)
  const credited = Object.entries(space).map(async ([path, {available}]) => {
    const {dev} = await stat(await nearestFolder(path))
    return [path, {available: available + bytesOn(dev, freed)}] as const
  })
  return Object.fromEntries(await Promise.all(credited))
}

type Sizes = readonly (Stats | null)[]

const readSizes = (files: readonly string[]): Promise<Sizes> =>
  Promise.all(files.map(file => stat(file).catch(() => null)))

const bytesOn = (dev: number, files: Sizes) =>
  files.reduce((sum, file) => sum + (file?.dev === dev ? file.blocks * 512 : 0), 0)

const megabytes = (bytes: number, round = Math.ceil) => `${round(bytes / 1_000_000)} MB`
