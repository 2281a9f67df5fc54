import {LivemodeError, type ParsedConfig} from '@livemode/config'
import {
  type Access,
  defaultTargetId,
  planDebianSources,
  type Target,
  type TargetSources,
  type ToolboxSources,
  targets,
} from '@livemode/userspace'
import {readRepositories} from './repositories/deb822.ts'
import {readRpmRepositories} from './repositories/rpm.ts'
import type {BuildInput} from './upgrade-plan.ts'

/**
 * Reads where a target's packages come from, with the keys that the configuration names; Enterprise Linux may have it from
 * Leapp's own files. Throws `CONFIG_INVALID` with a
 * file that cannot be read, or is none of package sources.
 */
export const readTargetSources = async (
  parsed: ParsedConfig,
  target: Target,
): Promise<TargetSources> => {
  const {config} = parsed
  if (target.family === 'el') return readRpmRepositories(parsed, target)
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

/** What has told the repositories of a target that the configuration does not name itself; null where it names them, and where there are none. */
export const repositoriesFrom = (sources: TargetSources | undefined): string | null =>
  sources?.family === 'el' && sources.repositories.length > 0 ? sources.from : null

/** Gives what some work comes to; of a repository that fails it says besides who has named it, where the configuration has not. */
export async function tellingOrigin<T>(
  sources: TargetSources | undefined,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    const from = repositoriesFrom(sources)
    if (from === null || !(error instanceof LivemodeError) || error.code !== 'REPOSITORY_FAILED')
      throw error
    const origin = `the configuration names no repositories: these are Leapp’s, as told by ${from}`
    const hint = error.hint === undefined ? origin : `${error.hint}; ${origin}`
    throw new LivemodeError(error.code, error.message, {hint, cause: error.cause})
  }
}
