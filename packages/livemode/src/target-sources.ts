import type {ParsedConfig} from '@livemode/config'
import {
  type Access,
  defaultTargetId,
  planDebianSources,
  planElSources,
  type Target,
  type TargetSources,
  type ToolboxSources,
  targets,
} from '@livemode/userspace'
import {readRepositories} from './repositories/deb822.ts'
import {readRpmRepositories} from './repositories/rpm.ts'
import type {BuildInput} from './upgrade-plan.ts'

/**
 * Reads where a target's packages come from, with the keys that the configuration names. Throws `CONFIG_INVALID` with a
 * file that cannot be read, or is none of package sources.
 */
export const readTargetSources = async (
  parsed: ParsedConfig,
  target: Target,
): Promise<TargetSources> => {
  const {config} = parsed
  if (target.family === 'el') return planElSources(await readRpmRepositories(parsed, target))
  return planDebianSources(target, {config, configured: await readRepositories(parsed, target)})
}

/** What a build has packages from. */
export interface BuildSources {
  readonly userspace: {readonly sources: TargetSources; readonly access: Access}
  /** The machinery itself is of the newest release. */
  readonly toolbox: ToolboxSources
}

/** Plans what a build has packages from: repositories that are configured are of its target, and of no other release. */
export function planBuildSources(
  {config, targetId, targetSources}: Pick<BuildInput, 'config' | 'targetId' | 'targetSources'>,
  access: Access,
): BuildSources {
  const isNewest = targetId === defaultTargetId && targetSources.family === 'debian'
  const toolbox = isNewest ? targetSources : planDebianSources(targets[defaultTargetId], {config})
  return {userspace: {sources: targetSources, access}, toolbox: {sources: toolbox, access}}
}
