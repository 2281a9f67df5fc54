import {posix} from 'node:path'
import {type CertificateOption, certificateOptions} from '@livemode/config'
import {withCredentials} from '../auth.ts'
import {localMirrors, pathInContainer} from '../local-mirrors.ts'
import {type Access, authOf, type PackageSources} from '../package-sources.ts'
import {proxyFor} from '../proxy.ts'
import {addressesOf, type RpmRepository} from './repository.ts'

type RpmSources = PackageSources<RpmRepository>

/** One file of a step. */
export interface DnfFile {
  /** Below the place of the step. */
  readonly path: string
  readonly content: string | Buffer
}

export const configurationFile = 'dnf.conf'
export const caFile = 'ca-certificates.crt'
const repositoriesFolder = 'repos.d'

/**
 * Plans what dnf gets to use these sources, and nothing of which stays: files below a place, which is the home of its user
 * meanwhile. See dnf.conf(5).
 */
export function planDnfFiles(
  {repositories, access}: RpmSources,
  {place}: {readonly place: string},
): readonly DnfFile[] {
  const at = (path: string) => posix.join(place, path)
  const main = [
    'gpgcheck=True',
    'localpkg_gpgcheck=True',
    // A repository of which only a part comes is none.
    'skip_if_unavailable=False',
    'best=True',
    'plugins=False',
    `retries=${attempts(access)}`,
    ...(repositories === null ? [] : [`reposdir=${at(repositoriesFolder)}`]),
    ...(access.caCertificates === null ? [] : [`sslcacert=${at(caFile)}`]),
  ]
  const mirrors = mirrorsOf(repositories)
  return [
    {path: configurationFile, content: renderSection('main', main)},
    {path: '.rpmmacros', content: macros},
    ...(access.caCertificates === null ? [] : [{path: caFile, content: access.caCertificates}]),
    ...(repositories ?? []).flatMap(repository => [
      ...repository.keys.map((content, index) => ({path: keyFile(repository, index), content})),
      ...certificateOptions.flatMap(name => {
        const content = certificateOf(repository, {name, access})
        return content === undefined ? [] : [{path: certificateFile(repository, name), content}]
      }),
      {
        path: `${repositoriesFolder}/${repository.id}.repo`,
        content: renderRepository(repository, {at, access, mirrors}),
      },
    ]),
  ]
}

/** The folders of this machine that repositories are in. */
export const mirrorsOf = (repositories: RpmSources['repositories']): readonly string[] =>
  localMirrors((repositories ?? []).flatMap(({baseurl}) => baseurl))

const keyFile = ({id}: RpmRepository, index: number) => `keys/${id}-${index}`
/** The file of a certificate of a repository. */
export const certificateFile = ({id}: RpmRepository, name: CertificateOption): string =>
  `certificates/${id}-${name}`

/** One of its certificates; its authority is not the only one where a proxy shows certificates of its own. */
function certificateOf(
  {certificates}: RpmRepository,
  {name, access}: {readonly name: CertificateOption; readonly access: Access},
): string | Buffer | undefined {
  const content = certificates[name]
  if (name !== 'sslcacert' || content === undefined || access.caCertificates === null)
    return content
  return `${content.toString().trimEnd()}\n${access.caCertificates}`
}

/** The plugin of newer rpms would give scriptlets namespaces of their own, which a container may not make. */
const macros = '%__transaction_unshare %{nil}\n'

interface Place {
  readonly at: (path: string) => string
  readonly access: Access
  readonly mirrors: readonly string[]
}

function renderRepository(repository: RpmRepository, {at, access, mirrors}: Place): string {
  const {id, name, baseurl, mirrorlist, metalink, keys, checksMetadata, choices} = repository
  const auth = authOf(access)
  const uriOf = (uri: string) => {
    const path = pathInContainer(uri, mirrors)
    if (path !== undefined) return `file://${path}`
    return /^https?:/.test(uri) ? withCredentials(uri, auth) : uri
  }
  const [first = ''] = addressesOf(repository)
  const proxy = proxyFor(first, access)
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['name', name],
    // Options for a user and a password would go to each server of a list, and dnf replaces its variables in them.
    ['baseurl', baseurl.map(uriOf).join(' ') || undefined],
    ['mirrorlist', mirrorlist === null ? undefined : uriOf(mirrorlist)],
    ['metalink', metalink === null ? undefined : uriOf(metalink)],
    // Of all its addresses as the first one.
    ['proxy', proxy && withCredentials(proxy, auth)],
    ['enabled', '1'],
    ['gpgcheck', '1'],
    ['gpgkey', keys.map((_, index) => `file://${at(keyFile(repository, index))}`).join(' ')],
    ['repo_gpgcheck', checksMetadata ? '1' : '0'],
    ...certificateOptions.map(
      option =>
        [
          option,
          repository.certificates[option] && at(certificateFile(repository, option)),
        ] as const,
    ),
    ...Object.entries(choices),
  ]
  return renderSection(
    id,
    lines.flatMap(([option, value]) =>
      value === undefined ? [] : [`${option}=${oneLine(value)}`],
    ),
  )
}

/** What has a line end in it would be two options. */
const oneLine = (value: string) => value.replace(/\s*[\r\n]+\s*/g, ' ')

/** How often apt tries a thing again, unless it is told otherwise. */
const aptRetries = '3'

/** As often as apt: of dnf it is the number of all attempts, and 0 is without end. */
function attempts({acquire}: Access): number {
  const found = acquire.find(({name}) => name.toLowerCase() === 'acquire::retries')
  return Number(found?.value ?? aptRetries) + 1
}

const renderSection = (name: string, lines: readonly string[]) =>
  `[${name}]\n${lines.map(line => `${line}\n`).join('')}`
