import {familyOf, ownSourcesOf, type TargetSources} from './families/index.ts'
import {installedReference} from './layer-reference.ts'
import type {Requirements} from './requirements.ts'
import type {Target} from './targets/target.ts'

/** The images that a build goes through, by name; the name says all that went in (see `layerReference`). */
export interface UserspaceLayers {
  readonly base: string
  readonly common: string
  /** The target userspace itself. */
  readonly userspace: string
}

/** Names the layers of a target userspace. */
export function planLayers(
  target: Target,
  requirements: Requirements,
  sources: TargetSources = ownSourcesOf(target),
): UserspaceLayers {
  const {packageManager: manager, baseReference} = familyOf(target)
  const base = baseReference(target, sources)
  const common = installedReference('common', base, {manager, packages: requirements.common})
  const {additional} = requirements
  const userspace =
    additional.length === 0
      ? common
      : installedReference('userspace', common, {manager, packages: additional})
  return {base, common, userspace}
}
