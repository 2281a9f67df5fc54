import {posix} from 'node:path'
import type {Host, Mount} from '@livemode/host'
import {sourcePlaces} from '../../tables/places.ts'
import {topOf} from './manifest.ts'
import {scanSource} from './scan.ts'

/** Whether a file system copies without taking room is known of this one beforehand; of others it is tried. */
const sharing = 'btrfs'

/**
 * Measures what a snapshot of the running system takes at the most, when all that it holds has been replaced. Reads the names of
 * all files that packages have.
 */
export function measureSnapshot(mounts: readonly Mount[]): NonNullable<Host['snapshot']> {
  const fstypeOf = (top: string) => mounts.findLast(({target}) => target === top)?.fstype
  const {tops, pieces, elsewhere, leftOut} = scanSource({
    root: '/',
    mounts,
    own: [posix.dirname(sourcePlaces.runRecord), posix.dirname(sourcePlaces.packages)],
    isShared: top => fstypeOf(top) === sharing,
  })
  // What has no links is held on the root's file system.
  const bytes: Record<string, number> = {'/': elsewhere.reduce((sum, one) => sum + one.bytes, 0)}
  for (const {path, bytes: size} of pieces) {
    const top = topOf(tops, path)
    bytes[top] = (bytes[top] ?? 0) + size
  }
  return {bytes, leftOut: [...leftOut]}
}
