import type {Message} from '@livemode/config'
import type {Session} from '@livemode/container'
import type {Log} from '../log.ts'
import type {PackageManager} from '../package-managers/package-manager.ts'
import type {Access, PackageSources} from '../package-sources/package-sources.ts'
import type {Target} from '../targets/target.ts'
import type {ToolboxSources} from '../toolbox.ts'

export interface BaseRequest<T, Sources> {
  readonly target: T
  readonly sources: Sources
  readonly access: Access
  /** What the toolbox has packages from, where a base is made in it. */
  readonly toolbox: ToolboxSources
  readonly log: Log
  /** Makes it anew where it is there; that stays until the new one is whole. */
  readonly refresh: boolean
}

/** A family of distributions: how the userspace of one of its releases comes about. */
export interface Family<T extends Target, Repository, Sources> {
  readonly packageManager: PackageManager<Repository>
  /** The name of the layer that everything else is installed on. */
  readonly baseReference: (target: T, sources: Sources) => string
  /**
   * The image of a minimal root with the package manager in it: the one that is there, else a new one. Gives its reference.
   *
   * Throws `REPOSITORY_FAILED` with a repository that is what has failed, `NO_SPACE`, else `BASE_UNAVAILABLE`.
   */
  readonly ensureBase: (session: Session, request: BaseRequest<T, Sources>) => Promise<string>
  /** What packages are installed from on top of it. */
  readonly imageSources: (target: T, sources: Sources, access: Access) => PackageSources<Repository>
  /** The repositories as the message that the userspace is made from. */
  readonly usedRepositories: (sources: Sources) => Message<'UsedTargetRepositories'>
}
