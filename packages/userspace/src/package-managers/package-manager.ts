import type {Container, ExecOptions, ExecResult, StartOptions} from '@livemode/container'
import type {PackageSources} from '../package-sources/package-sources.ts'

/** How a family of distributions installs packages in a container; programs as argument lists. */
export interface PackageManager<Repository = never> {
  /** What installs the packages, in order. */
  readonly install: (packages: readonly string[]) => readonly (readonly string[])[]
  readonly environment: Readonly<Record<string, string>>
  /** What prints `name version architecture` of every installed package, a line each. */
  readonly list: readonly string[]
  /** What prints the versions of the kernels that are installed, as `uname -r` gives them, a line each. */
  readonly kernels: readonly string[]
  /** Where the package of the kernel with that version puts it. */
  readonly kernelPath: (version: string) => string
  /** Folders whose content is the package manager's cache or log, and can go. */
  readonly caches: readonly string[]
  /**
   * What a container gets that uses these sources. Throws `REPOSITORY_FAILED` with a local repository that is no folder.
   */
  readonly containerOptions: (
    sources: PackageSources<Repository>,
  ) => Promise<Omit<StartOptions, 'name'>>
  /** Has the programs in a container that was started with these options use the sources; nothing of that stays. */
  readonly open: (
    container: Container,
    sources: PackageSources<Repository>,
  ) => Promise<PackageRunner>
}

/** Programs of a package manager in a container, with package sources that are not the container's own. */
export interface PackageRunner {
  /**
   * Runs one. Throws `REPOSITORY_FAILED` where a repository is what has failed, else as `Container.exec` does; no line has a
   * secret in it.
   */
  exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>
}
