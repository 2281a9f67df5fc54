import {ensureLayer, type Session} from '@livemode/container'
import {installedReference} from './layer-reference.ts'
import type {Log} from './log.ts'
import type {PackageManager} from './package-managers/index.ts'
import {ownSources, type PackageSources} from './package-sources/package-sources.ts'

interface Installation<Repository> {
  readonly from: string
  readonly layer: string
  readonly manager: PackageManager<Repository>
  readonly packages: readonly string[]
  readonly log: Log
  readonly sources?: PackageSources<Repository>
}

/** An image with packages installed on top of another one. Gives its reference; made once of the same image. */
export async function ensureInstalled<Repository>(
  session: Session,
  {from, layer, manager, packages, log, sources = ownSources}: Installation<Repository>,
): Promise<string> {
  const reference = installedReference(layer, from, {manager, packages})
  const made = {reference, layer, containerOptions: () => manager.containerOptions(sources)}
  await ensureLayer(session, from, made, async container => {
    log(`installing ${packages.length} packages: ${packages.join(' ')}`)
    const runner = await manager.open(container, sources)
    for (const argv of manager.install(packages)) {
      await runner.exec(argv, {environment: manager.environment, onLine: log})
    }
  })
  return reference
}
