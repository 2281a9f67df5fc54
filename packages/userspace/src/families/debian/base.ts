import {LivemodeError} from '@livemode/config'
import {commitFrom, findImage, pullImage, type Session} from '@livemode/container'
import {layerReference} from '../../layer-reference.ts'
import type {Log} from '../../log.ts'
import {AptRunner, containerOptions} from '../../package-sources/apt/in-container.ts'
import {ownSources, type PackageSources} from '../../package-sources/package-sources.ts'
import {
  type BaseContent,
  bootstrapArguments,
  bootstrapInContainer,
  bootstrapOnMachine,
} from './bootstrap.ts'
import {type DebianSources, identityOf} from './sources.ts'

interface Base extends BaseContent {
  /** The image to ask a registry for; none: it is always bootstrapped. */
  readonly registryImage?: string
  /** The image with mmdebstrap in it; none: the machine's own mmdebstrap is used. */
  readonly toolbox?: string
  readonly log: Log
  /** Where its packages come from, and by whom the layer is named; else the distribution's own. */
  readonly sources?: PackageSources
  readonly identity?: DebianSources
  /** Makes it anew where it is there; that stays until the new one is whole. */
  readonly refresh?: boolean
}

type SourcedBase = Base & {readonly sources: PackageSources}

/** The name of a base, by its content and by repositories that are not the distribution's. */
export const baseReference = (content: BaseContent, sources?: DebianSources): string =>
  layerReference('base', {
    bootstrap: bootstrapArguments(content),
    repositories: sources && identityOf(sources),
  })

const registrySilence = 20_000

/**
 * The image of a minimal Debian root: the one that is there already, else from a registry if one
 * answers, else bootstrapped from the distribution's mirror. Gives its reference.
 *
 * Throws `BASE_UNAVAILABLE` when neither way is open.
 */
export async function ensureBase(session: Session, base: Base): Promise<string> {
  const {sources = ownSources} = base
  const reference = baseReference(base, base.identity)
  if (!base.refresh && (await findImage(session.engine, reference))) return reference
  const ways = [pullBase, bootstrapBase]
  // Whoever names a mirror may have no way to a registry, and waits for none.
  if (sources.repositories !== null) ways.reverse()
  try {
    for (const way of ways) if (await way(session, {...base, sources}, reference)) return reference
    throw new LivemodeError('BASE_UNAVAILABLE', 'this machine has no mmdebstrap')
  } catch (error) {
    session.signal.throwIfAborted()
    if (error instanceof LivemodeError && error.code === 'REPOSITORY_FAILED') throw error
    throw new LivemodeError('BASE_UNAVAILABLE', `there is no way to make a base of ${base.suite}`, {
      hint: 'livemode takes it from a container registry, or bootstraps it with mmdebstrap (Debian package mmdebstrap) and a mirror',
      cause: error,
    })
  }
}

async function pullBase(session: Session, base: SourcedBase, reference: string): Promise<boolean> {
  if (!base.registryImage) return false
  base.log(`asking the registry for ${base.registryImage}`)
  try {
    await pullImage(session.engine, base.registryImage, {
      silenceMilliseconds: registrySilence,
      signal: session.signal,
    })
  } catch (error) {
    session.signal.throwIfAborted()
    base.log(error instanceof Error ? error.message : String(error))
    return false
  }
  const made = {reference, layer: 'base', containerOptions: () => containerOptions(base.sources)}
  await commitFrom(session, base.registryImage, made, async container => {
    if (base.components) await container.exec(chooseComponents(base.components))
    if (base.packages.length === 0) return
    const apt = await AptRunner.open(container, base.sources)
    await apt.exec(['apt-get', 'update', '--quiet'], {onLine: base.log})
    await apt.exec(
      ['apt-get', 'install', '--quiet', '--yes', '--no-install-recommends', ...base.packages],
      {onLine: base.log, environment: {DEBIAN_FRONTEND: 'noninteractive'}},
    )
  })
  return true
}

/** Debian's own images name one component in their deb822(5) source. */
const chooseComponents = (components: readonly string[]): readonly string[] => [
  'sed',
  '--in-place',
  `s/^Components:.*/Components: ${components.join(' ')}/`,
  '/etc/apt/sources.list.d/debian.sources',
]

async function bootstrapBase(
  session: Session,
  base: SourcedBase,
  reference: string,
): Promise<boolean> {
  base.log(`bootstrapping ${base.suite} from its mirror`)
  const bootstrap = {...base, reference}
  if (!base.toolbox) return bootstrapOnMachine(session, bootstrap)
  const options = await containerOptions(base.sources)
  await using toolbox = await session.start(base.toolbox, {...options, name: 'bootstrap'})
  await bootstrapInContainer(session, {...bootstrap, toolbox})
  return true
}
