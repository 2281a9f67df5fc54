import type {MachineFacts} from '../../facts.ts'
import type {LiveSystem} from '../live-system.ts'
import {nameSome, readSnapshot, type Snapshot, snapshotKinds} from '../snapshot/index.ts'

type Installed = Pick<MachineFacts, 'installation'>

/** What the source can be taken back to: what it was before this installation has changed it; undefined where there is nothing. */
export function findSnapshot(live: LiveSystem, {installation}: Installed): Snapshot | undefined {
  const snapshot = readSnapshot(live.source.root)
  return snapshot?.installation === installation ? snapshot : undefined
}

export const hasSnapshot = (live: LiveSystem, machine: Installed): boolean =>
  findSnapshot(live, machine) !== undefined

/** What a rollback will not bring back, a sentence for all of it; none where there is nothing. */
export function listLost(live: LiveSystem, machine: Installed): string[] {
  const snapshot = findSnapshot(live, machine)
  if (snapshot === undefined) return []
  const lost = snapshotKinds[snapshot.kind].findLost(live.source.root, snapshot)
  return lost.length === 0 ? [] : [`a rollback will leave as it is now: ${nameSome(lost)}`]
}
