import type {EngineContext} from '../engine.ts'
import {allowServices, forbidServices} from './policy.ts'
import {beginSyncedWrites, endSyncedWrites} from './synced-writes.ts'

/** What scripts of packages need around them: they start no service, and what they write is on the disk. Can be repeated. */
export function beginScripts(context: EngineContext): void {
  beginSyncedWrites(context)
  forbidServices(context.live)
}

/** Takes that back, whichever boot has begun it. */
export function endScripts(context: EngineContext): void {
  allowServices(context.live)
  endSyncedWrites(context)
}
