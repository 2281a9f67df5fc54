// The live system reads it, too, at every start of an engine: the small variant of the library.
import * as z from 'zod/mini'

const architecture = z.string().check(z.regex(/^[a-z0-9-]+$/))
/** With its architecture, as dpkg tells packages apart: `libc6:amd64`. */
const packageName = z.string().check(z.regex(/^[a-z0-9][a-z0-9+.-]+:[a-z0-9-]+$/))
/** See deb-version(7). */
const version = z.string().check(z.regex(/^[A-Za-z0-9.+~:-]+$/))
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const bytes = z.int().check(z.nonnegative())
/** Below the folder of the packages, and not above it by any way. */
const pathBelow = z.string().check(z.regex(/^(?!\/)(?!(.*\/)?\.\.?(\/|$))[^\0\n]+$/))
const absolutePath = z.string().check(z.regex(/^\/[^\0\n]*$/))

const fileBelow = {path: pathBelow, bytes, sha256}

/**
 * What an upgrade does to the packages of one machine, decided before the reboot, and what it needs for that. The live
 * system carries out just this: a second run repeats it, and never plans anew.
 */
export const upgradeTransaction = z.strictObject({
  version: z.literal(1),
  targetId: z.string(),
  /** The state of the packages that it was planned for: the checksum of `/var/lib/dpkg/status`. */
  statusSha256: sha256,
  /** The source's own architecture first, see `dpkg --print-foreign-architectures`. */
  architectures: z.array(architecture).check(z.minLength(1)),
  upgrade: z.array(z.strictObject({package: packageName, from: version, to: version})),
  new: z.array(z.strictObject({package: packageName, version})),
  remove: z.array(z.strictObject({package: packageName, version})),
  /** What stays as it is although the target has another version, each with its reason. */
  kept: z.array(z.strictObject({package: packageName, version, why: z.string()})),
  /** What was installed because something else needed it, see apt-mark(8). */
  automatic: z.array(packageName),
  /** Parts of mirrors, each in a folder of its own below the folder of the packages. */
  repositories: z.array(
    z.strictObject({
      folder: pathBelow,
      uri: z.string(),
      suites: z.array(z.string()),
      components: z.array(z.string()),
      /** The keyring that its indexes are signed by: in the target's userspace, or below the folder of the packages. */
      signedBy: z.union([absolutePath, pathBelow]),
      /** Those that it is asked for; missing: all of the source. */
      architectures: z.optional(z.array(architecture)),
    }),
  ),
  /** `InRelease` and `Packages` of the repositories, as they were when it was planned. */
  indexes: z.array(z.strictObject(fileBelow)),
  archives: z.array(z.strictObject({package: packageName, version, ...fileBelow})),
  /** What dpkg does not unpack on this machine: `path-exclude` and `path-include` of its dpkg.cfg. */
  dpkgOptions: z.array(z.string().check(z.regex(/^--path-(exclude|include)=[^\0\n]+$/))),
  /** The package sources of the upgraded system, written when all else is done; null: the file goes. */
  sources: z.array(z.strictObject({path: absolutePath, content: z.union([z.string(), z.null()])})),
  downloadBytes: bytes,
  /** What the file system of each place needs at the most while it goes on. */
  peakBytes: z.record(absolutePath, bytes),
})

export type UpgradeTransaction = Readonly<z.output<typeof upgradeTransaction>>
