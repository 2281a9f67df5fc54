import type {Mount} from './mount.ts'

/** All mounts of a tree in the order in which findmnt lists them: a mount before those below it. */
export function flattenMounts(mounts: readonly Mount[]): readonly Mount[] {
  return mounts.flatMap(mount => [mount, ...flattenMounts(mount.children)])
}
