import {mountHolding} from '@livemode/host'
import {readMounts} from './boot.ts'
import type {LiveSystem} from './live-system.ts'

/**
 * Has everything on the disk as a boot loader reads it: without the journal. What has been synced is safe from a loss of
 * power, but may stand in the journal alone for half a minute; a whole sync puts it into its place, and for XFS only
 * freezing does.
 */
export function syncForLoader(live: LiveSystem, path: string): void {
  live.run(['sync'])
  const mount = mountHolding(readMounts(live), path)
  if (mount?.fstype !== 'xfs') return
  live.run(['sh', '-c', 'fsfreeze --freeze "$1"; fsfreeze --unfreeze "$1"', 'sh', mount.target])
}
