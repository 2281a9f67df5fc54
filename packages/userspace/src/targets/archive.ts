/** Repositories with one root, see sources.list(5). */
export interface ArchiveRepository {
  /** The name of its part of a partial mirror. */
  readonly folder: string
  /** Its root, without a slash at the end. */
  readonly uri: string
  readonly suites: readonly string[]
  readonly components: readonly string[]
  /** The keyring that its indexes are signed by, in the target's userspace. */
  readonly signedBy: string
  /** The setting that names another place for it. */
  readonly mirrorSetting?: MirrorSetting
  /** The keys themselves, where the userspace does not have them. */
  readonly keyring?: Buffer
  /** Those that it is asked for; undefined: all of the source. */
  readonly architectures?: readonly string[] | undefined
  /** Whether it may be used although its index has expired. */
  readonly mayBeExpired?: boolean
}

export type MirrorSetting = 'mirror' | 'security_mirror'

/** Where the packages of a release come from, and how its predecessor called the same. */
export interface Archive {
  /** The name of the release that is upgraded, in the sources of its machines. */
  readonly sourceSuite: string
  /** Other names in these sources that have to become the target's: they mean the source, or what comes behind the target. */
  readonly sourceAliases: readonly string[]
  /** Other names of the target, which stay as they are. */
  readonly targetAliases: readonly string[]
  /** Components of the source that the target has parted: who uses the one uses the others as well. */
  readonly partedComponents: Readonly<Record<string, readonly string[]>>
  /** What a system of the release can be made of; others may have libraries in it only. */
  readonly architectures: readonly string[]
  readonly repositories: readonly ArchiveRepository[]
}
