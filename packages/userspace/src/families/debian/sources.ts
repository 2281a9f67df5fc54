import {createHash} from 'node:crypto'
import {type Config, type Message, plainUri, type WrittenRepository} from '@livemode/config'
import type {Access, PackageSources} from '../../package-sources/package-sources.ts'
import type {ArchiveRepository} from '../../targets/archive.ts'
import type {DebianTarget} from '../../targets/target.ts'
import type {FamilySources} from '../family-sources.ts'

/** A repository that somebody has configured, with its key at hand. */
export interface ConfiguredRepository extends Omit<WrittenRepository, 'signedBy'> {
  readonly keyring: Buffer
}

/** Where a target's packages come from, by the configuration. */
export interface DebianSources extends FamilySources<'debian', ArchiveRepository> {
  /** Whether they are not where, or not what, the distribution has. */
  readonly isConfigured: boolean
  /** What is installed depends on them: not the distribution's own. */
  readonly areOthers: boolean
}

/** Plans a target's repositories: those that are configured, else the distribution's own or a mirror of them. */
export function planDebianSources(
  {archive}: Pick<DebianTarget, 'archive'>,
  {
    config,
    configured = [],
  }: {
    config: Pick<Config, 'mirror' | 'security_mirror'>
    configured?: readonly ConfiguredRepository[]
  },
): DebianSources {
  if (configured.length > 0) {
    const repositories = withFolders(configured)
    return {family: 'debian', repositories, isConfigured: true, areOthers: true}
  }
  const repositories = archive.repositories.map(repository => {
    const mirror = repository.mirrorSetting && config[repository.mirrorSetting]
    return mirror ? {...repository, uri: plainUri(mirror)} : repository
  })
  const isConfigured = config.mirror !== null || config.security_mirror !== null
  return {family: 'debian', repositories, isConfigured, areOthers: false}
}

/** One folder for each root and key: below it are the packages and the indexes. */
function withFolders(configured: readonly ConfiguredRepository[]): readonly ArchiveRepository[] {
  const roots: string[] = []
  return configured.map(({checksValidity, ...repository}) => {
    const root = `${repository.uri} ${sha256(repository.keyring)}`
    if (!roots.includes(root)) roots.push(root)
    const folder = `repository-${roots.indexOf(root) + 1}`
    return {
      ...repository,
      folder,
      signedBy: `${folder}/dists/keyring.gpg`,
      ...(checksValidity ? {} : {mayBeExpired: true}),
    }
  })
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** What a layer's name has of them; undefined where the release says it. */
export const identityOf = ({areOthers, repositories}: DebianSources): unknown =>
  areOthers
    ? repositories.map(({keyring, ...one}) => ({...one, key: keyring && sha256(keyring)}))
    : undefined

/** A row of the message for each suite. */
export const usedRepositories = ({
  repositories,
}: DebianSources): Message<'UsedTargetRepositories'> => ({
  repos: repositories.flatMap(({uri, suites, components}) =>
    suites.map(suite => ({repoid: suite, uri, components: [...components]})),
  ),
})

/** What an image is made from: of the distribution's own repositories the components that its base has. */
export const imageSources = (
  {base}: Pick<DebianTarget, 'base'>,
  {repositories, isConfigured, areOthers}: DebianSources,
  access: Access,
): PackageSources => {
  if (!isConfigured) return {repositories: null, access}
  if (areOthers) return {repositories, access}
  const wanted = base.components ?? ['main']
  const parts = repositories.map(one => ({
    ...one,
    components: one.components.filter(component => wanted.includes(component)),
  }))
  return {repositories: parts, access}
}
