import {Readable} from 'node:stream'
import {
  type Container,
  type ExecOptions,
  type ExecResult,
  packTar,
  type StartOptions,
} from '@livemode/container'
import {runExplained} from '../explained-run.ts'
import {
  bindMirrors,
  localMirrors,
  localPath,
  memoryFolder,
  mirrorsFolder,
  pathInContainer,
  place,
} from '../local-mirrors.ts'
import type {PackageSources} from '../package-sources.ts'
import {type AptFiles, caFile, knownAuthorities, planAptFiles} from './apt-files.ts'
import {findReason} from './reasons.ts'

/** Where an `AptRunner` has put the authorities that are trusted, where some are configured. */
export const caFileInContainer = `${place}/${caFile}`

const mirrorsOf = ({repositories}: PackageSources) =>
  localMirrors((repositories ?? []).map(({uri}) => uri))

/** A repository, or a file of it, as a container has it: apt copies packages from a local one, for dpkg sees no other root's. */
export function uriInContainer(uri: string, sources: PackageSources): string {
  const path = pathInContainer(uri, mirrorsOf(sources))
  return path === undefined ? uri : `copy:${path}`
}

/** The other way round, in whatever text. */
export const asConfigured = (text: string, sources: PackageSources): string =>
  text
    .replace(new RegExp(`(?:copy|file):(?://)?${mirrorsFolder}/(\\d+)`, 'g'), (whole, index) => {
      return mirrorsOf(sources)[Number(index)] ?? whole
    })
    .replace(new RegExp(`${mirrorsFolder}/(\\d+)`, 'g'), (whole, index) => {
      const uri = mirrorsOf(sources)[Number(index)]
      return uri === undefined ? whole : localPath(uri)
    })

/**
 * What a container gets that uses these sources: local mirrors to read, and a folder in memory.
 *
 * Throws `REPOSITORY_FAILED` with a local mirror that is no folder.
 */
export const containerOptions = async (
  sources: PackageSources,
): Promise<Omit<StartOptions, 'name'>> => ({
  memoryFolders: [memoryFolder],
  binds: await bindMirrors(mirrorsOf(sources)),
})

/** apt's programs in a container that was started with `containerOptions`. */
export class AptRunner {
  readonly container: Container
  /** The path of the configuration, for `#include` in one that has more. */
  readonly configuration: string
  readonly #sources: PackageSources

  private constructor(container: Container, sources: PackageSources, {configuration}: AptFiles) {
    this.container = container
    this.configuration = configuration
    this.#sources = sources
  }

  /** Puts what apt gets into the container's memory: it is gone with the container. */
  static async open(container: Container, sources: PackageSources): Promise<AptRunner> {
    const planned = planAptFiles(sources, {
      place,
      localUri: uri => uriInContainer(uri, sources),
      asRoot: true,
    })
    const files = planned.files.map(
      ({path, content}) => [`livemode/${path}`, Buffer.from(content)] as const,
    )
    const tar = await packTar(new Map([...files, ['livemode/auth.conf.d/.empty', Buffer.alloc(0)]]))
    // Not through the engine, which would put it below the memory and into the image.
    await container.exec(['tar', '--extract', '--directory', memoryFolder], {
      input: Readable.from([tar]),
    })
    if (sources.access.caCertificates !== null) await addKnownAuthorities(container)
    return new AptRunner(container, sources, planned)
  }

  /**
   * Runs a program. Throws `REPOSITORY_FAILED` where a repository is what has failed, else as `Container.exec` does; no
   * line has a secret in it.
   */
  exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    const sources = this.#sources
    return runExplained(argv, {
      container: this.container,
      access: sources.access,
      options,
      environment: {APT_CONFIG: this.configuration},
      asConfigured: line => asConfigured(line, sources),
      findReason: lines => findReason(lines, sources),
    })
  }
}

const addKnownAuthorities = (container: Container) =>
  container.exec([
    'sh',
    '-euc',
    'if [ -e "$1" ]; then cat "$1" >>"$0"; fi',
    caFileInContainer,
    knownAuthorities,
  ])
