import {ensureLayer, type Session} from '@livemode/container'
import type {Log} from './bootstrap.ts'
import {installedReference} from './layers.ts'
import type {PackageManager} from './package-managers/index.ts'
import {AptRunner, containerOptions} from './package-sources/in-container.ts'
import {ownSources, type PackageSources} from './package-sources/package-sources.ts'

interface Installation {
  readonly from: string
  readonly layer: string
  readonly manager: PackageManager
  readonly packages: readonly string[]
  readonly log: Log
  readonly sources?: PackageSources
}

/** An image with packages installed on top of another one. Gives its reference; made once of the same image. */
export async function ensureInstalled(
  session: Session,
  {from, layer, manager, packages, log, sources = ownSources}: Installation,
): Promise<string> {
  const reference = installedReference(layer, from, {manager, packages})
  const made = {reference, layer, containerOptions: () => containerOptions(sources)}
  await ensureLayer(session, from, made, async container => {
    log(`installing ${packages.length} packages: ${packages.join(' ')}`)
    const apt = await AptRunner.open(container, sources)
    for (const argv of manager.install(packages)) {
      await apt.exec(argv, {environment: manager.environment, onLine: log})
    }
  })
  return reference
}
