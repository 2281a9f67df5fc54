import {createHash} from 'node:crypto'
import type {PackageManager} from './package-managers/package-manager.ts'

/**
 * The name of a cached layer: the same inputs give the same name, and what is found under it need
 * not be made again. A layer takes its predecessor's name among its inputs.
 */
export function layerReference(layer: string, inputs: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
  return `livemode/${layer}:${hash.slice(0, 16)}`
}

/** The name of a layer with packages installed on top of another one. */
export function installedReference(
  layer: string,
  from: string,
  {manager, packages}: {manager: PackageManager; packages: readonly string[]},
): string {
  return layerReference(layer, {
    from,
    install: manager.install(packages),
    environment: manager.environment,
  })
}
