import type {Session} from '@livemode/container'
import {
  type Access,
  buildUserspace,
  type Log,
  planRequirements,
  type Userspace,
} from '@livemode/userspace'
import {planBuildSources, tellingOrigin} from './target-sources.ts'
import type {BuildInput} from './upgrade-plan.ts'

/** The userspace that `build` makes, for what asks the package manager in it; made unless it is there. */
export function ensureUserspace(
  session: Session,
  build: Pick<BuildInput, 'config' | 'target' | 'targetId' | 'targetSources'>,
  {access, log}: {readonly access: Access; readonly log: Log},
): Promise<Userspace> {
  const {target, config} = build
  const {userspace, toolbox} = planBuildSources(build, access)
  const requirements = planRequirements(target, config)
  const building = buildUserspace(session, {target, requirements, ...userspace, toolbox, log})
  return tellingOrigin(build.targetSources, building)
}
