import {stat, statfs} from 'node:fs/promises'
import {dirname} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {nearestFolder} from './durable.ts'
import type {InstallationRecord} from './record.ts'

interface Copy {
  readonly to: string
  readonly size: number
}

/**
 * Throws `NO_SPACE` when what goes to one file system does not fit there. What an older installation
 * occupies is free by then.
 */
export async function assertSpace(
  copies: readonly Copy[],
  earlier: InstallationRecord | undefined,
): Promise<void> {
  const devices = new Map<number, {folder: string; bytes: number; names: string[]}>()
  for (const {to, size} of copies) {
    const folder = await nearestFolder(dirname(to))
    const {dev} = await stat(folder)
    const device = devices.get(dev) ?? {folder, bytes: 0, names: []}
    devices.set(dev, {...device, bytes: device.bytes + size, names: [...device.names, to]})
  }
  const freed = await Promise.all((earlier?.files ?? []).map(file => stat(file).catch(() => null)))
  for (const [dev, {folder, bytes, names}] of devices) {
    const {bavail, bsize} = await statfs(folder)
    const ours = freed.reduce((sum, file) => sum + (file?.dev === dev ? file.blocks * 512 : 0), 0)
    const available = bavail * bsize + ours
    if (available >= bytes) continue
    throw new LivemodeError(
      'NO_SPACE',
      `${names.join(' and ')} need ${megabytes(bytes)}, and ${megabytes(available, Math.floor)} are free there`,
    )
  }
}

const megabytes = (bytes: number, round = Math.ceil) => `${round(bytes / 1_000_000)} MB`
