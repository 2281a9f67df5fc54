import {Readable} from 'node:stream'
import {type CertificateOption, certificateOptions} from '@livemode/config'
import {
  type Container,
  type ExecOptions,
  type ExecResult,
  packTar,
  type StartOptions,
} from '@livemode/container'
import {runExplained} from '../explained-run.ts'
import {bindMirrors, memoryFolder, mirrorsFolder, place} from '../local-mirrors.ts'
import type {PackageSources} from '../package-sources.ts'
import {caFile, certificateFile, configurationFile, mirrorsOf, planDnfFiles} from './dnf-files.ts'
import {findReason} from './find-reason.ts'
import type {RpmRepository} from './repository.ts'

type RpmSources = PackageSources<RpmRepository>

/** See `PackageManager.containerOptions`. */
export const containerOptions = async ({
  repositories,
}: RpmSources): Promise<Omit<StartOptions, 'name'>> => ({
  memoryFolders: [memoryFolder],
  binds: await bindMirrors(mirrorsOf(repositories)),
})

/** Where a `DnfRunner` has put the certificates of a repository, by dnf's options for them. */
export const certificatesInContainer = (
  repository: RpmRepository,
): Readonly<Partial<Record<CertificateOption, string>>> =>
  Object.fromEntries(
    certificateOptions
      .filter(name => repository.certificates[name] !== undefined)
      .map(name => [name, `${place}/${certificateFile(repository, name)}`]),
  )

/** dnf and rpm in a container that was started with `containerOptions`. */
export class DnfRunner {
  readonly #container: Container
  readonly #sources: RpmSources

  private constructor(container: Container, sources: RpmSources) {
    this.#container = container
    this.#sources = sources
  }

  /** Puts what dnf gets into the container's memory: it is gone with the container. */
  static async open(container: Container, sources: RpmSources): Promise<DnfRunner> {
    const files = planDnfFiles(sources, {place}).map(
      ({path, content}) => [`livemode/${path}`, Buffer.from(content)] as const,
    )
    const tar = await packTar(new Map(files))
    // Not through the engine, which would put it below the memory and into the image.
    await container.exec(['tar', '--extract', '--directory', memoryFolder], {
      input: Readable.from([tar]),
    })
    if (sources.access.caCertificates !== null) {
      await container.exec([
        'sh',
        '-euc',
        addAuthorities,
        `${place}/${caFile}`,
        ...knownAuthorities,
      ])
    }
    return new DnfRunner(container, sources)
  }

  /** An address that dnf has said, as the configuration has it: without user, password, and paths of the container's. */
  configuredAddress(uri: string): string {
    return asConfigured(uri, this.#sources).replace(/^(\w+:\/\/)[^/@]*@/, '$1')
  }

  /** Runs a program, see `PackageRunner.exec`. */
  exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    const sources = this.#sources
    const [program = '', ...rest] = argv
    return runExplained([program, ...(program === 'dnf' ? ownOptions(rest) : []), ...rest], {
      container: this.#container,
      access: sources.access,
      options,
      environment: {HOME: place, LC_ALL: 'C.UTF-8'},
      asConfigured: line => asConfigured(line, sources),
      findReason: lines => findReason(lines, sources),
    })
  }
}

/**
 * Its log has addresses with their passwords, and would be in the container's layer. Below a new root dnf would have the same path;
 * there it stays in `var/log`, which whoever makes the root empties.
 */
const ownOptions = (argv: readonly string[]): readonly string[] => [
  `--config=${place}/${configurationFile}`,
  ...(argv.some(word => word.startsWith('--installroot')) ? [] : [`--setopt=logdir=${place}`]),
]

/** What a text has of local repositories, as the configuration names them. */
function asConfigured(text: string, {repositories}: RpmSources): string {
  const mirrors = mirrorsOf(repositories)
  return text.replace(
    new RegExp(`(?:file://)?${mirrorsFolder}/(\\d+)`, 'g'),
    (whole, index) => mirrors[Number(index)] ?? whole,
  )
}

/** Debian's and Enterprise Linux's own names for what they trust. */
const knownAuthorities = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt']
const addAuthorities = 'for file; do if [ -e "$file" ]; then cat "$file" >>"$0"; break; fi; done'
