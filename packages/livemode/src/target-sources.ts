import {type ParsedConfig, parseRepositories} from '@livemode/config'
import {keyringBytes} from '@livemode/transaction'
import {
  type Access,
  type ConfiguredRepository,
  defaultTargetId,
  planTargetSources,
  type Target,
  type TargetSources,
  targets,
} from '@livemode/userspace'
import {mostBytes, readBytes, readText} from './named-file.ts'
import type {BuildInput} from './upgrade-plan.ts'

/**
 * Reads where a target's packages come from, with the keys that the configuration names. Throws `CONFIG_INVALID` with a
 * file that cannot be read, or is none of package sources.
 */
export async function readTargetSources(
  {config, refuse}: ParsedConfig,
  target: Target,
): Promise<TargetSources> {
  const refuseFor = (file: string) => (why: string, cause?: unknown) =>
    refuse('repositories', {what: `${file}: ${why}`, cause})
  const {repositories: named} = config
  const texts =
    typeof named === 'string'
      ? [named]
      : await Promise.all(
          named.map(async file => {
            const text = await readText(file, refuseFor(file))
            const [problem] = parseRepositories(text).problems
            if (problem !== undefined) throw refuseFor(file)(problem)
            return text
          }),
        )
  const configured: ConfiguredRepository[] = []
  for (const {signedBy, ...repository} of texts.flatMap(
    text => parseRepositories(text).repositories,
  )) {
    const content = signedBy.startsWith('/')
      ? await readBytes(signedBy, {mostBytes, refuse: refuseFor(signedBy)})
      : Buffer.from(signedBy)
    const keyring = keyringBytes(content)
    if (keyring.length === 0) throw refuse('repositories', {what: 'has a Signed-By without a key'})
    configured.push({...repository, keyring})
  }
  return planTargetSources(target, {config, configured})
}

/** Where the packages of one target come from, and how to get there. */
export interface ReachedSources {
  readonly sources: TargetSources
  readonly access: Access
}

/** What a build has packages from. */
export interface BuildSources {
  readonly userspace: ReachedSources
  /** The machinery itself is of the newest release. */
  readonly toolbox: ReachedSources
}

/** Plans what a build has packages from: repositories that are configured are of its target, and of no other release. */
export function planBuildSources(
  {config, target, targetSources}: Pick<BuildInput, 'config' | 'target' | 'targetSources'>,
  access: Access,
): BuildSources {
  const newest: Target = targets[defaultTargetId]
  const isNewest = target.suite === newest.suite
  const toolbox = isNewest ? targetSources : planTargetSources(newest, {config})
  return {userspace: {sources: targetSources, access}, toolbox: {sources: toolbox, access}}
}
