import {setTimeout} from 'node:timers/promises'
import {LivemodeError} from '@livemode/config'
import {type Container, packTar} from '@livemode/container'
import {type PackageFacts, pathLists} from '@livemode/host'
import {parseSimulation, type Simulation} from '@livemode/live'
import {
  AptRunner,
  type ArchiveRepository,
  asConfigured,
  mayPass,
  type PackageSources,
  renderRepositories,
  uriInContainer,
} from '@livemode/userspace'
import {
  type AptSetting,
  parseAptDump,
  renderContainerConfiguration,
  renderReleaseConfiguration,
  renderResolverConfiguration,
  renderSourceConfiguration,
  resolverPlaces,
} from './apt/configuration.ts'
import {type IndexTarget, indexTargetFormat, parseIndexTargets} from './apt/index-targets.ts'
import {type Policy, parsePolicy} from './apt/policy.ts'
import {type PrintedUri, parsePrintedUris} from './apt/print-uris.ts'
import {parseShown, type ShownVersion} from './sizes.ts'
import type {ThirdPartyRepository} from './sources/upgraded.ts'

interface ResolverInput {
  readonly facts: PackageFacts
  /** The machine's own first. */
  readonly architectures: readonly string[]
  readonly repositories: readonly ArchiveRepository[]
  /** Those of others, beside the target's. */
  readonly thirdParty?: readonly ThirdPartyRepository[]
  /** Those of the source's own release. */
  readonly releaseRepositories?: readonly ArchiveRepository[]
  /** The same, and how they are reached. */
  readonly sources: PackageSources
}

const tries = 2
const pauseMilliseconds = 5_000

/** apt in a container, with the packages of a source and the indexes of the target. */
export class Resolver {
  readonly #apt: AptRunner
  readonly #sources: PackageSources
  /** The source's own settings of apt. */
  readonly settings: readonly AptSetting[]

  private constructor(
    apt: AptRunner,
    {sources, settings}: Pick<Resolver, 'settings'> & Pick<ResolverInput, 'sources'>,
  ) {
    this.#apt = apt
    this.#sources = sources
    this.settings = settings
  }

  /**
   * Lays the source out in the container, whose own system stays as it is, and fetches the indexes.
   *
   * Throws `REPOSITORY_FAILED` with the repository that does not give all of its indexes.
   */
  static async open(container: Container, input: ResolverInput): Promise<Resolver> {
    const {source, sources, nothing, configuration} = resolverPlaces
    const {architectures, repositories, thirdParty = []} = input
    const apt = await AptRunner.open(container, input.sources)
    const uriOf = (uri: string) => uriInContainer(uri, input.sources)
    const render = (some: readonly ArchiveRepository[]) =>
      renderRepositories(some, {uriOf, keyOf: keyFile, architectures})
    await putFiles(container, [
      ...[...input.facts]
        // Of which apt knows nothing.
        .filter(([path]) => !path.startsWith(`${pathLists}/`))
        .map(([path, content]) => [`${source}${path}`, content] as const),
      [`${sources}/target.sources`, render(repositories)],
      [`${sources}/third-party.sources`, render(thirdParty)],
      ...[...repositories, ...thirdParty].flatMap(one =>
        one.keyring ? [[keyFile(one), one.keyring] as const] : [],
      ),
      // apt reads no file whose name begins with a dot.
      [`${nothing}/.empty`, ''],
      // Without it apt reads all indexes anew for each question.
      [`${source}/var/cache/apt/.empty`, ''],
      [
        resolverPlaces.containerConfiguration,
        renderContainerConfiguration(architectures[0] ?? '', apt),
      ],
      [resolverPlaces.sourceConfiguration, renderSourceConfiguration()],
    ])
    const settings = await readSettings(container)
    const rendered = renderResolverConfiguration({
      architectures,
      settings,
      include: apt.configuration,
    })
    const release = render(input.releaseRepositories ?? [])
    await putFiles(container, [
      [configuration, rendered],
      [resolverPlaces.releaseConfiguration, renderReleaseConfiguration(rendered)],
      [`${resolverPlaces.releaseSources}/release.sources`, release],
      // apt makes none of its own.
      [`${resolverPlaces.releaseState}/lists/partial/.empty`, ''],
      [`${resolverPlaces.releaseState}/cache/.empty`, ''],
    ])
    const resolver = new Resolver(apt, {sources: input.sources, settings})
    // What is wrong with the configuration is not the mirror's.
    await resolver.#ask(['apt-config', 'dump'])
    await resolver.#update()
    return resolver
  }

  async #update(): Promise<void> {
    for (let left = tries - 1; ; left -= 1) {
      try {
        await this.#apt.exec(['apt-get', 'update', '--quiet'], {
          environment: environmentFor(resolverPlaces.configuration),
        })
        return
      } catch (error) {
        // A mirror that is being synced has a whole index again after a while.
        if (left === 0 || !mayPass(error)) throw error
        await setTimeout(pauseMilliseconds)
      }
    }
  }

  /** The indexes that the plan is made from. */
  async indexTargets(): Promise<readonly IndexTarget[]> {
    const format = `--format=${indexTargetFormat}`
    return parseIndexTargets(await this.#ask(['apt-get', 'indextargets', format]))
  }

  /** What an upgrade would do. */
  async simulate(additions: readonly string[]): Promise<Simulation> {
    return parseSimulation(await this.#ask(['apt-get', '-s', 'full-upgrade', ...additions]))
  }

  /** What updates of its own release the source has not installed; null where the mirror does not give all indexes. */
  async simulateUpdates(): Promise<Simulation | null> {
    const own = resolverPlaces.releaseConfiguration
    try {
      await this.#run(['apt-get', 'update', '--quiet'], own)
      return parseSimulation(await this.#run(['apt-get', '-s', 'full-upgrade'], own))
    } catch (error) {
      if (error instanceof LivemodeError && isAnswer(error)) return null
      throw error
    }
  }

  /** What an upgrade would download. */
  async printUris(additions: readonly string[]): Promise<readonly PrintedUri[]> {
    const options = ['-qq', '--print-uris', '--option=Acquire::ForceHash=SHA256']
    return parsePrintedUris(await this.#ask(['apt-get', ...options, 'full-upgrade', ...additions]))
  }

  /** Which versions of these packages there are, by apt's names. */
  async policies(names: readonly string[]): Promise<ReadonlyMap<string, Policy>> {
    return parsePolicy(await this.#ask(['apt-cache', 'policy', ...names]))
  }

  /** What these versions, `name:architecture=version`, say of themselves. */
  async show(versions: readonly string[]): Promise<ReadonlyMap<string, ShownVersion>> {
    if (versions.length === 0) return new Map()
    return parseShown(await this.#ask(['apt-cache', 'show', ...versions]))
  }

  /** Downloads just these packages, `name=version`, to look into them; gives their folder in the container. */
  async fetchPackages(versions: readonly string[]): Promise<string> {
    const folder = await this.#emptyFolder()
    const script = 'cd "$0" && exec apt-get download --quiet "$@"'
    await this.#ask(['sh', '-c', script, folder, ...versions])
    return folder
  }

  /** Downloads these packages, and what they need that the container does not have; gives their folder. */
  async fetchMissing(versions: readonly string[]): Promise<string> {
    const folder = await this.#emptyFolder()
    const argv = ['apt-get', 'install', '--quiet', '--yes', '--download-only', ...versions]
    await this.#run(argv, resolverPlaces.containerConfiguration)
    return folder
  }

  async #emptyFolder(): Promise<string> {
    const {packages} = resolverPlaces
    const {container} = this.#apt
    await container.exec(['rm', '-rf', packages])
    await container.exec(['mkdir', '-p', `${packages}/partial`])
    return packages
  }

  #ask(argv: readonly string[]): Promise<string> {
    return this.#run(argv, resolverPlaces.configuration)
  }

  async #run(argv: readonly string[], configuration: string): Promise<string> {
    const {stdout} = await this.#apt.exec(argv, {environment: environmentFor(configuration)})
    return asConfigured(stdout, this.#sources)
  }
}

const environmentFor = (configuration: string) => ({
  APT_CONFIG: configuration,
  LC_ALL: 'C.UTF-8',
})

/** What apt has failed with, and not the container engine. */
const isAnswer = ({code}: LivemodeError) =>
  code === 'COMMAND_FAILED' || code === 'REPOSITORY_FAILED'

/** Where the container has the keys of a repository. */
const keyFile = ({keyring, signedBy}: ArchiveRepository): string =>
  keyring === undefined ? signedBy : `${resolverPlaces.keys}/${signedBy}`

async function putFiles(
  container: Container,
  files: readonly (readonly [string, string | Buffer])[],
): Promise<void> {
  const named = files.map(([path, content]) => [path.slice(1), Buffer.from(content)] as const)
  await container.putTar(await packTar(new Map(named)), '/')
}

async function readSettings(container: Container): Promise<readonly AptSetting[]> {
  const environment = {APT_CONFIG: resolverPlaces.sourceConfiguration, LC_ALL: 'C.UTF-8'}
  return parseAptDump((await container.exec(['apt-config', 'dump'], {environment})).stdout)
}
