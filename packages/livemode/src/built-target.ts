import type {Manifest} from '@livemode/image'
import type {Target} from '@livemode/userspace'
import type {BuildInput} from './upgrade-plan.ts'

/** A target as it has been built: what it is made of may be newer than what is known of it. */
export function builtTarget(
  {target, targetId}: Pick<BuildInput, 'target' | 'targetId'>,
  manifest: Pick<Manifest, 'target' | 'dracutVersion' | 'systemdVersion'> | undefined,
): Target {
  if (manifest?.target.id !== targetId) return target
  const {dracutVersion, systemdVersion = target.systemdVersion} = manifest
  return {...target, dracutVersion, systemdVersion}
}
