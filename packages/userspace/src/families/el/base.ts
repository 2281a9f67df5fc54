import {LivemodeError} from '@livemode/config'
import {findImage, type Session} from '@livemode/container'
import {importFrom} from '../../import-while.ts'
import {ensureInstalled} from '../../install.ts'
import {layerReference} from '../../layer-reference.ts'
import {apt} from '../../package-managers/apt.ts'
import {dnf} from '../../package-managers/dnf.ts'
import type {ElTarget} from '../../targets/target.ts'
import {ensureToolbox, toolboxImageSources} from '../../toolbox.ts'
import type {BaseRequest} from '../family.ts'
import {planBootstrap} from './bootstrap.ts'
import {type ElSources, identityOf, imageSources} from './sources.ts'

/** The name of a base, by the programs that make it and by its repositories. */
export const baseReference = (target: ElTarget, sources: ElSources): string =>
  layerReference('base', {bootstrap: planBootstrap(target), repositories: identityOf(sources)})

/** The image of a minimal root of a release, made by dnf of the toolbox. Gives its reference. See `Family.ensureBase`. */
export async function ensureBase(
  session: Session,
  request: BaseRequest<ElTarget, ElSources>,
): Promise<string> {
  const {target, sources, refresh} = request
  const reference = baseReference(target, sources)
  if (!refresh && (await findImage(session.engine, reference))) return reference
  if (sources.repositories.length === 0) {
    throw new LivemodeError('BASE_UNAVAILABLE', `${target.title} has no repositories of its own`, {
      hint: 'RHEL, CentOS Stream, AlmaLinux, Rocky … have others each: "repositories" in livemode.yaml names the .repo files of the one that this machine becomes; without them those of Leapp on this machine are taken, where it has any',
    })
  }
  try {
    await bootstrap(session, {...request, reference})
    return reference
  } catch (error) {
    session.signal.throwIfAborted()
    if (error instanceof LivemodeError && ['REPOSITORY_FAILED', 'NO_SPACE'].includes(error.code))
      throw error
    throw new LivemodeError(
      'BASE_UNAVAILABLE',
      `there is no way to make a base of ${target.title}`,
      {
        cause: error,
      },
    )
  }
}

async function bootstrap(
  session: Session,
  {
    target,
    sources,
    access,
    log,
    toolbox,
    reference,
  }: BaseRequest<ElTarget, ElSources> & {reference: string},
): Promise<void> {
  log(`bootstrapping ${target.title} from its repositories`)
  const from = imageSources(target, sources, access)
  const image = await ensureDnf(session, {toolbox, log})
  await using container = await session.start(image, {
    ...(await dnf.containerOptions(from)),
    name: 'bootstrap',
  })
  const runner = await dnf.open(container, from)
  const steps = [...planBootstrap(target)]
  const write = steps.pop() ?? []
  for (const argv of steps) await runner.exec(argv, {onLine: log})
  await importFrom(session, {reference, run: output => runner.exec(write, {output, onLine: log})})
}

/** The toolbox with dnf in it, as an image; only Enterprise Linux needs that. Gives its reference. */
async function ensureDnf(
  session: Session,
  {toolbox, log}: Pick<BaseRequest<never, never>, 'toolbox' | 'log'>,
): Promise<string> {
  return ensureInstalled(session, {
    from: await ensureToolbox(session, {...toolbox, log}),
    layer: 'toolbox-dnf',
    manager: apt,
    // dnf has rpmkeys verify packages, which only this one brings.
    packages: ['dnf', 'rpm'],
    sources: toolboxImageSources(toolbox),
    log,
  })
}
