/** How a family of distributions installs packages in a container; programs as argument lists. */
export interface PackageManager {
  /** What installs the packages, in order. */
  readonly install: (packages: readonly string[]) => readonly (readonly string[])[]
  readonly environment: Readonly<Record<string, string>>
  /** What prints `name version architecture` of every installed package, a line each. */
  readonly list: readonly string[]
  /** Where the package of the kernel with that version puts it. */
  readonly kernelPath: (version: string) => string
  /** Folders whose content is the package manager's cache or log, and can go. */
  readonly caches: readonly string[]
}
