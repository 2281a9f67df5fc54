import type {AptTransaction} from '@livemode/config'
import type {PackageFacts} from '@livemode/host'
import type {DebianTarget, DebianTargetId} from '@livemode/userspace'
import type {Addition} from './additions.ts'
import type {AptSetting} from './apt/configuration.ts'
import type {DpkgPackage} from './dpkg/status.ts'
import type {Evidence} from './evidence.ts'
import type {KeptPackage} from './kept.ts'
import type {UpgradedSources} from './sources/upgraded.ts'
import type {VersionChange} from './version-change.ts'

/** A transaction, and what was found out on the way to it. */
export interface PlannedResolution {
  readonly target: DebianTarget
  readonly targetId: DebianTargetId
  readonly facts: PackageFacts
  readonly transaction: AptTransaction
  /** Everything that is installed on the source, in whatever state. */
  readonly packages: readonly DpkgPackage[]
  readonly removed: readonly DpkgPackage[]
  readonly kept: readonly KeptPackage[]
  /** What stays and the target does not have. */
  readonly obsolete: readonly DpkgPackage[]
  /** What was to be added by rule and cannot be installed. */
  readonly refusedAdditions: readonly Addition[]
  readonly sources: UpgradedSources
  /** What goes back to an older version. */
  readonly downgraded: readonly VersionChange[]
  /** What apt of the source is told to run around its transactions. */
  readonly hooks: readonly AptSetting[]
  /** What of the source is older than in its own release; null where that is not known. */
  readonly outdated: readonly VersionChange[] | null
}

/** The same with what else is known of the source: what findings are made from. */
export interface Resolution extends PlannedResolution {
  readonly evidence: Evidence
}
