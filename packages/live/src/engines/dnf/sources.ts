import type {EngineContext} from '../engine.ts'
import {switchSourcesTo} from '../payload/sources.ts'
import {readTransaction} from './payload.ts'

/** Gives the upgraded system its own package sources, see `switchSourcesTo`. */
export const switchSources = (context: EngineContext): Promise<void> =>
  switchSourcesTo(context, readTransaction(context))
