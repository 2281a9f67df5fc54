import * as z from 'zod/mini'
import {absolutePath, commonShape, pathBelow, sha256} from './common.ts'

const architecture = z.string().check(z.regex(/^[a-z0-9-]+$/))
/** With its architecture, as dpkg tells packages apart: `libc6:amd64`. */
const packageName = z.string().check(z.regex(/^[a-z0-9][a-z0-9+.-]+:[a-z0-9-]+$/))
/** See deb-version(7). */
const version = z.string().check(z.regex(/^[A-Za-z0-9.+~:-]+$/))

/** A plan for apt and dpkg. */
export const aptTransaction = z.strictObject({
  packageManager: z.literal('apt'),
  ...commonShape(packageName, version),
  /** The state of the packages that it was planned for: the checksum of `/var/lib/dpkg/status`. */
  statusSha256: sha256,
  /** The source's own architecture first, see `dpkg --print-foreign-architectures`. */
  architectures: z.array(architecture).check(z.minLength(1)),
  /** What was installed because something else needed it, see apt-mark(8). */
  automatic: z.array(packageName),
  /** Parts of mirrors, each in a folder of its own below the folder of the packages: `InRelease`, `Packages`, and archives. */
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
  /** What dpkg does not unpack on this machine: `path-exclude` and `path-include` of its dpkg.cfg. */
  dpkgOptions: z.array(z.string().check(z.regex(/^--path-(exclude|include)=[^\0\n]+$/))),
})

export type AptTransaction = Readonly<z.output<typeof aptTransaction>>
