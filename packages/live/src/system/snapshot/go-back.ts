import type {Mount} from '@livemode/host'
import type {LiveSystem} from '../live-system.ts'
import {syncForLoader} from '../loader-sync.ts'
import {goBackSectors} from './boot-sectors.ts'
import {goBackEntries} from './firmware-entries.ts'
import {snapshotKinds} from './kinds/index.ts'
import type {Snapshot} from './manifest.ts'

/**
 * Has the source be what its snapshot says; it can be cut off anywhere, and done again. What is read by the boot loader goes
 * back last: from there on the source can boot. Gives what is to be looked at, a sentence each.
 */
export async function goBack(
  live: LiveSystem,
  {snapshot, mounts}: {readonly snapshot: Snapshot; readonly mounts: readonly Mount[]},
): Promise<readonly string[]> {
  const kind = snapshotKinds[snapshot.kind]
  await kind.goBack(live, snapshot, 'system')
  live.run(['sync'])
  await kind.goBack(live, snapshot, 'boot')
  // GRUB's modules and what loads them belong together, and it reads no journal: as near to each other as can be.
  syncForLoader(live, live.source.resolve('/boot'))
  const lookAt = goBackSectors(live, {...snapshot, mounts})
  goBackEntries(live, snapshot)
  return lookAt
}
