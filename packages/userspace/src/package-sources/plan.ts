import {createHash} from 'node:crypto'
import {type Config, type Message, plainUri, type WrittenRepository} from '@livemode/config'
import type {ArchiveRepository} from '../targets/archive.ts'
import type {Target} from '../targets/target.ts'

/** A repository that somebody has configured, with its key at hand. */
export interface ConfiguredRepository extends Omit<WrittenRepository, 'signedBy'> {
  readonly keyring: Buffer
}

/** Where a target's packages come from, by the configuration. */
export interface TargetSources {
  /** Complete: those that packages of an upgrade are looked for in. */
  readonly repositories: readonly ArchiveRepository[]
  /** Whether they are not where, or not what, the distribution has. */
  readonly isConfigured: boolean
  /** What is installed depends on them: not the distribution's own. */
  readonly areOthers: boolean
}

/** Plans a target's repositories: those that are configured, else the distribution's own or a mirror of them. */
export function planTargetSources(
  {archive}: Target,
  {
    config,
    configured = [],
  }: {
    config: Pick<Config, 'mirror' | 'security_mirror'>
    configured?: readonly ConfiguredRepository[]
  },
): TargetSources {
  if (configured.length > 0) {
    return {repositories: withFolders(configured), isConfigured: true, areOthers: true}
  }
  const repositories = archive.repositories.map(repository => {
    const mirror = repository.mirrorSetting && config[repository.mirrorSetting]
    return mirror ? {...repository, uri: plainUri(mirror)} : repository
  })
  const isConfigured = config.mirror !== null || config.security_mirror !== null
  return {repositories, isConfigured, areOthers: false}
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
export const identityOf = ({areOthers, repositories}: TargetSources): unknown =>
  areOthers
    ? repositories.map(({keyring, ...one}) => ({...one, key: keyring && sha256(keyring)}))
    : undefined

/** The repositories as the message that the userspace is made from: a row for each suite. */
export const usedTargetRepositories = ({
  repositories,
}: TargetSources): Message<'UsedTargetRepositories'> => ({
  repos: repositories.flatMap(({uri, suites, components}) =>
    suites.map(suite => ({repoid: suite, uri, components: [...components]})),
  ),
})

/** Those that an image is made from: of the distribution's own the components that its base has. */
export const imageRepositories = (
  {repositories, isConfigured, areOthers}: TargetSources,
  {base}: Pick<Target, 'base'>,
): readonly ArchiveRepository[] | null => {
  if (!isConfigured) return null
  if (areOthers) return repositories
  const wanted = base.components ?? ['main']
  return repositories.map(one => ({
    ...one,
    components: one.components.filter(component => wanted.includes(component)),
  }))
}
