import {posix} from 'node:path'
import type {ArchiveRepository} from '../../targets/archive.ts'
import {withCredentials} from '../auth.ts'
import {authOf, type PackageSources} from '../package-sources.ts'

/** One file of a step. */
export interface AptFile {
  /** Below the place of the step. */
  readonly path: string
  readonly mode: number
  readonly content: string | Buffer
}

/** What apt gets for one step, and nothing of which stays: files below a place, and the configuration that names them. */
export interface AptFiles {
  readonly files: readonly AptFile[]
  /** The path of apt's configuration, for `APT_CONFIG` or `#include`. */
  readonly configuration: string
}

export const configurationFile = 'apt.conf'
export const caFile = 'ca-certificates.crt'
/** Debian's own name for what it trusts; where it is not, nobody is trusted. */
export const knownAuthorities = '/etc/ssl/certs/ca-certificates.crt'
const sourcesFile = 'sources.list.d/target.sources'
const authFile = 'auth.conf'

interface Place {
  /** The folder that the files lie in. */
  readonly place: string
  /** Where a local mirror is, as seen from there. */
  readonly localUri: (uri: string) => string
  /** Whether apt's methods may stay root: their user may read neither a mirror's folder nor these files. */
  readonly asRoot: boolean
}

/** Plans what apt gets to use these sources. */
export function planAptFiles(
  {repositories, access}: PackageSources,
  {place, localUri, asRoot}: Place,
): AptFiles {
  const at = (path: string) => posix.join(place, path)
  const auth = authOf(access)
  const keyrings = (repositories ?? []).flatMap(({folder, keyring}) =>
    keyring === undefined ? [] : [{path: keyFile(folder), mode: 0o644, content: keyring}],
  )
  const lines = [
    // A repository of which only a part comes is none.
    'APT::Update::Error-Mode "any";',
    `Dir::Etc::netrc "${at(authFile)}";`,
    `Dir::Etc::netrcparts "${at('auth.conf.d')}/";`,
    ...(repositories === null
      ? []
      : [
          'Dir::Etc::sourcelist "/dev/null";',
          `Dir::Etc::sourceparts "${posix.dirname(at(sourcesFile))}/";`,
        ]),
    ...access.acquire.map(
      ({name, value}) =>
        `${name} "${value.includes('://') ? withCredentials(value, auth) : value}";`,
    ),
    ...(access.caCertificates === null ? [] : [`Acquire::https::CAInfo "${at(caFile)}";`]),
    ...(asRoot ? ['APT::Sandbox::User "root";'] : []),
  ]
  return {
    configuration: at(configurationFile),
    files: [
      {path: configurationFile, mode: 0o600, content: lines.map(line => `${line}\n`).join('')},
      {path: authFile, mode: 0o600, content: access.auth ?? ''},
      ...(access.caCertificates === null
        ? []
        : [{path: caFile, mode: 0o644, content: access.caCertificates}]),
      ...keyrings,
      ...(repositories === null
        ? []
        : [
            {
              path: sourcesFile,
              mode: 0o644,
              content: renderRepositories(repositories, {
                uriOf: localUri,
                keyOf: one => (one.keyring === undefined ? one.signedBy : at(keyFile(one.folder))),
              }),
            },
          ]),
    ],
  }
}

const keyFile = (folder: string) => `keyrings/${folder}.gpg`

/** Repositories as a file of sources.list(5), in the form of deb822. */
export const renderRepositories = (
  repositories: readonly ArchiveRepository[],
  {
    uriOf,
    keyOf,
    architectures,
  }: {
    readonly uriOf: (uri: string) => string
    readonly keyOf: (repository: ArchiveRepository) => string
    readonly architectures?: readonly string[]
  },
): string =>
  repositories
    .map(one =>
      [
        'Types: deb',
        `URIs: ${uriOf(one.uri)}`,
        `Suites: ${one.suites.join(' ')}`,
        `Components: ${one.components.join(' ')}`,
        ...field('Architectures', (one.architectures ?? architectures)?.join(' ')),
        `Signed-By: ${keyOf(one)}`,
        ...field('Check-Valid-Until', one.mayBeExpired ? 'no' : undefined),
        '',
      ].join('\n'),
    )
    .join('\n')

const field = (name: string, value: string | undefined) =>
  value === undefined ? [] : [`${name}: ${value}`]
