import * as z from 'zod/mini'
import {absolutePath, commonShape, pathBelow, sha256} from './common.ts'

/** With its architecture, as dnf has it: `bash.x86_64`. */
const packageName = z.string().check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9_+.-]*\.[a-z0-9_]+$/))
/** Epoch, version and release; an epoch of 0 is left out: `1:3.2-1.el9`. */
const version = z.string().check(z.regex(/^(\d+:)?[A-Za-z0-9.+~^_]+-[A-Za-z0-9.+~^_]+$/))
/** As a `.repo` file has it, which may have variables in it. */
const repositoryId = z.string().check(z.regex(/^[^\]\n]+$/))
const oneLine = z.string().check(z.regex(/^[^\r\n]+$/))
const word = z.string().check(z.regex(/^[\w.+:-]+$/))

/**
 * A plan for dnf and rpm. Of a package that may be there in several versions, such as a kernel, each is a package of its
 * own: it is new, or it goes.
 */
export const dnfTransaction = z.strictObject({
  packageManager: z.literal('dnf'),
  ...commonShape(packageName, version),
  /** The packages that it was planned for: the checksum of what rpm tells of them, see `installedSha256`. */
  rpmdbSha256: sha256,
  /** The release that it leads to, as repositories have it in their addresses. */
  releasever: word,
  /** What tells the modules of the target's releases from others: `platform:el9`. */
  platformId: word,
  /** Parts of mirrors, each in a folder of its own below the folder of the packages: `repodata`, and packages. */
  repositories: z.array(
    z.strictObject({
      id: word,
      folder: pathBelow,
      /** Where it is, as the source's configuration has it. */
      uri: z.string(),
      /** Other addresses that have the very same: packages come from there where it fails. */
      mirrors: z.array(z.string()),
      /** The keys that its packages are signed by. */
      keys: z.array(pathBelow).check(z.minLength(1)),
      /** Whether its `repomd.xml` is signed, too: that of Red Hat’s own repositories is not. */
      isSigned: z.boolean(),
    }),
  ),
  /** What becomes of repositories of the source that none of the packages which come or go has brought, in their files as they are by then. */
  sourceRepositories: z.array(
    z.strictObject({
      path: absolutePath,
      id: repositoryId,
      /** `null`: it is disabled; else what takes the place of its options. */
      options: z.nullable(
        z.strictObject({baseurl: z.optional(oneLine), gpgkey: z.optional(oneLine)}),
      ),
    }),
  ),
  /** Those that packages of the upgrade came from: the upgraded system gets each unless something there has its name by then. */
  targetRepositories: z.array(
    z.strictObject({
      id: word,
      /** Its keys, and then itself. */
      files: z.array(z.strictObject({path: absolutePath, content: z.string()})),
    }),
  ),
  /** What rpm of this machine is told for what it leaves out: languages, documentation, shared folders. */
  macros: z.partialRecord(
    z.enum(['_install_langs', '_excludedocs', '_netsharedpath']),
    z.string().check(z.regex(/^[^\0\n]*$/)),
  ),
  /** The streams of modules that are enabled afterwards. */
  modules: z.array(z.strictObject({name: word, stream: word})),
  /** What of the new packages is there because something else needs it, see `dnf mark`. */
  automatic: z.array(packageName),
  /** The kernels that it brings, as uname(2) has their releases: the newest first. */
  kernels: z.array(word),
})

export type DnfTransaction = Readonly<z.output<typeof dnfTransaction>>
