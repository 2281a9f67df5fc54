import type {Mount} from '@livemode/host'
import type {RoomNeed} from '../../../engines/room-need.ts'
import type {LiveSystem} from '../../live-system.ts'
import type {Snapshot} from '../manifest.ts'

/** What a kind is asked to hold. */
export interface TakeInput {
  readonly mounts: readonly Mount[]
  /** What stays as it is, whatever happens: livemode's own places on the source. */
  readonly own: readonly string[]
  /** What the upgrade needs on the disk besides. */
  readonly needs: readonly RoomNeed[]
}

/** What of a snapshot depends on its kind. */
export type Taken = Pick<Snapshot, 'tops' | 'pieces' | 'folders' | 'own' | 'elsewhere' | 'leftOut'>

/** A way to hold what the file systems of a source have been. */
export interface SnapshotKind {
  /** A sentence for the documentation, without its full stop. */
  readonly does: string
  /** Takes it; throws a `Refusal` where that cannot be done, and may leave a part of it. */
  readonly take: (live: LiveSystem, input: TakeInput) => Promise<Taken>
  /**
   * Has the source be what it was, up to the file systems that its boot loader reads; those come with the second step. Each can
   * be done again after a loss of power at any moment.
   */
  readonly goBack: (live: LiveSystem, taken: Taken, step: 'system' | 'boot') => Promise<void>
  /** What has been changed in a way that cannot be taken back, by the paths of the source. */
  readonly findLost: (root: string, taken: Taken) => readonly string[]
}
