import type {DnfTransaction} from '@livemode/config'
import {installedSha256} from '@livemode/host'
import {type EngineContext, Refusal} from '../engine.ts'
import {readPlan} from '../payload/payload.ts'
import {readInstalled} from './installed.ts'

/** Reads the plan, see `readPlan`. */
export const readTransaction = (context: EngineContext): DnfTransaction => readPlan(context, 'dnf')

/** Throws a `Refusal` unless the source's packages are still what it was planned for. */
export function assertUnchanged(context: EngineContext, {rpmdbSha256}: DnfTransaction): void {
  if (installedSha256(readInstalled(context)) === rpmdbSha256) return
  throw new Refusal(
    'the packages of the source have changed since the upgrade was planned: plan it anew there (livemode resolve, download, install)',
  )
}
