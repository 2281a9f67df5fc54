import {createHash} from 'node:crypto'
import {type BaseContent, bootstrapArguments} from './bootstrap.ts'
import {type PackageManager, packageManagers} from './package-managers/index.ts'
import {identityOf, type TargetSources} from './package-sources/plan.ts'
import type {Requirements} from './requirements.ts'
import type {Target} from './targets/target.ts'

/** The images that a build goes through, by name; the name says all that went in (see `layerReference`). */
export interface UserspaceLayers {
  readonly base: string
  readonly common: string
  /** The target userspace itself. */
  readonly userspace: string
}

/**
 * The name of a cached layer: the same inputs give the same name, and what is found under it need
 * not be made again. A layer takes its predecessor's name among its inputs.
 */
export function layerReference(layer: string, inputs: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
  return `livemode/${layer}:${hash.slice(0, 16)}`
}

export const baseReference = (content: BaseContent, sources?: TargetSources) =>
  layerReference('base', {
    bootstrap: bootstrapArguments(content),
    repositories: sources && identityOf(sources),
  })

/** Names the layers of a target userspace. */
export function planLayers(
  target: Target,
  requirements: Requirements,
  sources?: TargetSources,
): UserspaceLayers {
  const base = baseReference(target.base, sources)
  const manager = packageManagers[target.packageManager]
  const common = installedReference('common', base, {manager, packages: requirements.common})
  const {additional} = requirements
  const userspace =
    additional.length === 0
      ? common
      : installedReference('userspace', common, {manager, packages: additional})
  return {base, common, userspace}
}

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
