import type {AptTransaction} from '@livemode/config'
import {type EngineContext, Refusal} from '../engine.ts'
import {readPlan, sha256OfFile} from '../payload/payload.ts'

/** Reads the plan, see `readPlan`. */
export const readTransaction = (context: EngineContext): AptTransaction => readPlan(context, 'apt')

/** Throws a `Refusal` unless the source's packages are still what it was planned for. */
export function assertUnchanged({live}: EngineContext, {statusSha256}: AptTransaction): void {
  const found = sha256OfFile(live.source.resolve('/var/lib/dpkg/status'))
  if (found?.sha256 === statusSha256) return
  throw new Refusal(
    'the packages of the source have changed since the upgrade was planned: plan it anew there (livemode resolve, download, install)',
  )
}
