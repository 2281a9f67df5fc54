import {copy} from './copy.ts'
import type {SnapshotKindId} from './ids.ts'
import type {SnapshotKind} from './kind.ts'

/** Every kind of snapshot, in the order in which they are tried. */
export const snapshotKinds = {copy} satisfies Record<SnapshotKindId, SnapshotKind>
