import {type FstabEntry, isWithin} from '@livemode/host'
import {isPathOfSource} from './device-names.ts'

interface Ordered {
  readonly at: string
  readonly entry?: FstabEntry
}

/**
 * Orders what is mounted so that each comes behind those that it is mounted on, and behind the one that holds the
 * folder or the file that it shows. Otherwise the order stays.
 */
export function orderMounts<T extends Ordered>(mounts: readonly T[]): readonly T[] {
  const behindHolders = orderBehind(mounts, ({at, entry}) => [at, entry?.spec ?? ''])
  // Where folders of each other are shown in a circle, at least the mount points are there.
  return orderBehind(behindHolders, ({at}) => [at])
}

/** Puts each behind all that hold one of its paths. */
function orderBehind<T extends Ordered>(
  mounts: readonly T[],
  pathsOf: (mount: T) => readonly string[],
): readonly T[] {
  const ordered = new Set<T>()
  const visited = new Set<T>()
  const visit = (mount: T) => {
    if (visited.has(mount)) return
    visited.add(mount)
    const paths = pathsOf(mount).filter(isPathOfSource)
    const holders = mounts.filter(
      ({at}) => at !== mount.at && paths.some(path => isWithin(path, at)),
    )
    holders.forEach(visit)
    ordered.add(mount)
  }
  mounts.forEach(visit)
  return [...ordered]
}
