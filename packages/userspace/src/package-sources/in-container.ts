import {stat} from 'node:fs/promises'
import {Readable} from 'node:stream'
import {LivemodeError} from '@livemode/config'
import {
  type Container,
  type ExecOptions,
  type ExecResult,
  packTar,
  type StartOptions,
} from '@livemode/container'
import {type AptFiles, caFile, knownAuthorities, planAptFiles} from './apt-files.ts'
import {explainFailure} from './failure.ts'
import {decoded, hidingSecrets, type PackageSources} from './package-sources.ts'

/** A folder that every root has and nobody has anything in: see docs/decisions/package-sources.md. */
const memoryFolder = '/mnt'
const place = `${memoryFolder}/livemode`
const mirrorsFolder = `${place}/mirrors`

/** Where an `AptRunner` has put the authorities that are trusted, where some are configured. */
export const caFileInContainer = `${place}/${caFile}`

const isLocal = (uri: string) => uri.startsWith('file:')
/** apt reads such a URI as one, with %20 for a blank. */
const localPath = (uri: string) => decoded(uri.slice('file:'.length))

/** The folders of this machine that repositories are in, each once. */
const localMirrors = ({repositories}: PackageSources): readonly string[] => [
  ...new Set((repositories ?? []).map(({uri}) => uri).filter(isLocal)),
]

/** A repository, or a file of it, as a container has it: apt copies packages from a local one, for dpkg sees no other root's. */
export function uriInContainer(uri: string, sources: PackageSources): string {
  const mirrors = localMirrors(sources)
  const index = mirrors.findIndex(one => uri === one || uri.startsWith(`${one}/`))
  if (index < 0) return uri
  return `copy:${mirrorsFolder}/${index}${uri.slice(mirrors[index]?.length)}`
}

/** The other way round, in whatever text. */
export const asConfigured = (text: string, sources: PackageSources): string =>
  text
    .replace(new RegExp(`(?:copy|file):(?://)?${mirrorsFolder}/(\\d+)`, 'g'), (whole, index) => {
      return localMirrors(sources)[Number(index)] ?? whole
    })
    .replace(new RegExp(`${mirrorsFolder}/(\\d+)`, 'g'), (whole, index) => {
      const uri = localMirrors(sources)[Number(index)]
      return uri === undefined ? whole : localPath(uri)
    })

/**
 * What a container gets that uses these sources: local mirrors to read, and a folder in memory.
 *
 * Throws `REPOSITORY_FAILED` with a local mirror that is no folder.
 */
export async function containerOptions(
  sources: PackageSources,
): Promise<Omit<StartOptions, 'name'>> {
  const mirrors = localMirrors(sources)
  await assertFolders(sources)
  return {
    memoryFolders: [memoryFolder],
    binds: Object.fromEntries(
      mirrors.map((uri, index) => [localPath(uri), `${mirrorsFolder}/${index}:ro`]),
    ),
  }
}

/** Throws `REPOSITORY_FAILED` with a local mirror that is no folder. */
export async function assertFolders(sources: PackageSources): Promise<void> {
  for (const uri of localMirrors(sources)) {
    const found = await stat(localPath(uri)).catch(() => undefined)
    if (!found?.isDirectory()) {
      throw new LivemodeError('REPOSITORY_FAILED', `the repository ${uri}: there is no such folder`)
    }
  }
}

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
  async exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    const {access} = this.#sources
    const hide = hidingSecrets(access)
    const readable = (line: string) => hide(asConfigured(line, this.#sources))
    const lines: string[] = []
    const {environment = {}, onLine} = options
    try {
      return await this.container.exec(argv, {
        ...options,
        environment: {
          ...(access.noProxy === null ? {} : {no_proxy: access.noProxy}),
          APT_CONFIG: this.configuration,
          ...environment,
        },
        onLine: line => {
          const shown = readable(line)
          lines.push(shown)
          onLine?.(shown)
        },
      })
    } catch (error) {
      throw explainFailure(lines, {sources: this.#sources, error, readable})
    }
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
