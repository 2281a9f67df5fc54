import type {Finding, UpgradeTransaction} from '@livemode/config'
import {LivemodeError} from '@livemode/config'
import type {Session} from '@livemode/container'
import type {Host, Observations, PackageFacts} from '@livemode/host'
import {resolveDnfTransaction, resolveTransaction, type SourceChoice} from '@livemode/transaction'
import type {Access, DebianTargetId} from '@livemode/userspace'
import {readPackageEvents} from './package-events.ts'
import {tellingOrigin} from './target-sources.ts'
import type {BuildInput} from './upgrade-plan.ts'

interface Request extends Pick<BuildInput, 'target' | 'targetId' | 'targetSources'> {
  readonly userspaceImage: string
  /** What is known of the machine. */
  readonly machine: {
    readonly host: Host
    readonly facts: PackageFacts
    readonly observations?: Observations
  }
  readonly sourceChoices: readonly SourceChoice[]
  readonly access: Access
  readonly out: string
}

/** Decides what an upgrade does to the packages of a machine, by the package manager of the target's family; see those of `transaction`. */
export async function resolvePackages(
  session: Session,
  {target, targetId, targetSources, machine, sourceChoices, ...reached}: Request,
): Promise<{transaction: UpgradeTransaction; findings: readonly Finding[]}> {
  if (target.family === 'debian' && targetSources.family === 'debian') {
    return resolveTransaction(session, {
      ...{...reached, ...machine, target, sourceChoices},
      targetId: targetId as DebianTargetId,
      repositories: targetSources.repositories,
    }).then(({resolution: {transaction}, findings}) => ({transaction, findings}))
  }
  if (target.family === 'el' && targetSources.family === 'el') {
    const {facts, observations} = machine
    const {repositories} = targetSources
    const packageEvents = await readPackageEvents()
    const resolving = resolveDnfTransaction(session, {
      ...{...reached, facts, target, targetId, repositories, sourceChoices, packageEvents},
      ...(observations && {observations}),
    })
    return tellingOrigin(targetSources, resolving)
  }
  throw new LivemodeError('PLAN_BROKEN', `${target.title} has repositories of another family`)
}
