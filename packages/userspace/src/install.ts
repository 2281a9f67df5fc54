import {ensureLayer, type Session} from '@livemode/container'
import type {Log} from './bootstrap.ts'
import {installedReference} from './layers.ts'
import type {PackageManager} from './package-managers/index.ts'

interface Installation {
  readonly from: string
  readonly layer: string
  readonly manager: PackageManager
  readonly packages: readonly string[]
  readonly log: Log
}

/** An image with packages installed on top of another one. Gives its reference; made once of the same image. */
export async function ensureInstalled(
  session: Session,
  {from, layer, manager, packages, log}: Installation,
): Promise<string> {
  const reference = installedReference(layer, from, {manager, packages})
  await ensureLayer(session, from, {reference, layer}, async container => {
    log(`installing ${packages.length} packages: ${packages.join(' ')}`)
    for (const argv of manager.install(packages)) {
      await container.exec(argv, {environment: manager.environment, onLine: log})
    }
  })
  return reference
}
