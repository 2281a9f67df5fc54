import {findLinkedFolders, readPackagedPaths} from '@livemode/host'
import type {LiveSystem} from '../../system/live-system.ts'
import {Refusal} from '../engine.ts'

/**
 * Makes sure that dpkg, which acts on the source from outside, finds every folder of its packages where the source has
 * it: it follows an absolute link (`/home` to `/data/home`) in the live system, and puts an empty folder in its place.
 *
 * Throws a `Refusal` with the first link that leads elsewhere.
 */
export function assertFoldersInPlace({source}: Pick<LiveSystem, 'source'>): void {
  const {root} = source
  const [path] = findLinkedFolders(root, readPackagedPaths(root).keys())
  if (path === undefined) return
  throw new Refusal(
    `${path} of the source is an absolute link, which dpkg cannot follow from outside: make it a relative one, or a bind mount`,
  )
}
