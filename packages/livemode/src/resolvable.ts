import {LivemodeError} from '@livemode/config'
import type {DebianSources, DebianTarget, DebianTargetId} from '@livemode/userspace'
import type {BuildInput} from './upgrade-plan.ts'

type Planned = Pick<BuildInput, 'targetId' | 'target' | 'targetSources'>

/** What the packages of an upgrade are resolved by. */
export interface Resolvable {
  readonly targetId: DebianTargetId
  readonly target: DebianTarget
  readonly sources: DebianSources
}

/**
 * What the packages of an upgrade to this target are resolved by. Throws `USAGE` with a target that they are not resolved for
 * before the reboot.
 */
export function resolvable({targetId, target, targetSources: sources}: Planned): Resolvable {
  if (target.family === 'debian' && sources.family === 'debian')
    return {targetId: targetId as DebianTargetId, target, sources}
  throw new LivemodeError(
    'USAGE',
    `packages of ${target.title} are not resolved before the reboot`,
    {
      hint: '"livemode build" and "livemode install" do without',
    },
  )
}
