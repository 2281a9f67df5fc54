import type {ListedFile} from './listing.ts'
import type {FileAttributes} from './tables/additions.ts'
import type {RepositoryId} from './tables/releases.ts'
import type {RpmVersion} from './version.ts'

/** A file of an RPM. */
export interface RpmFile extends Pick<ListedFile, 'path' | 'type'>, FileAttributes {
  /** The administrator's: kept where it was changed. */
  readonly isConfiguration: boolean
}

/** An RPM that is made. */
export interface RpmPackage extends RpmVersion {
  readonly name: string
  readonly repository: RepositoryId
  readonly architecture: 'x86_64' | 'noarch'
  readonly summary: string
  readonly requires: readonly string[]
  readonly provides: readonly string[]
  readonly conflicts: readonly string[]
  readonly obsoletes: readonly string[]
  /** In fixed order, each path once. */
  readonly files: readonly RpmFile[]
  /** Whether it belongs to the module. */
  readonly isModular: boolean
}
