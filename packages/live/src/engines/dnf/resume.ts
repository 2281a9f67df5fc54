import {join} from 'node:path'
import {limits} from '../../tables/limits.ts'
import type {EngineContext} from '../engine.ts'
import {hasPackages} from '../payload/payload.ts'
import {environment} from '../scripts/in-source.ts'
import {replaceDatabase} from './database.ts'
import {databaseFolder, formatsIn} from './database-folder.ts'
import {readInstalled} from './installed.ts'
import {readTransaction} from './payload.ts'
import {countInPlace, keyOf} from './plan.ts'
import {isInterrupted} from './run-plan.ts'

/**
 * Has rpm's database in order, as long as the packages lie on the source. A run of dnf that has not come to its end is for
 * `transaction`, whatever phase has begun it.
 */
export async function resume(context: EngineContext): Promise<string | undefined> {
  if (!hasPackages(context, readTransaction(context))) return undefined
  const {live, say} = context
  const folder = databaseFolder(live)
  // The older formats are what `database` is for.
  if (formatsIn(live, folder)[0] === 'sqlite') {
    const argv = ['rpmdb', '--verifydb', `--dbpath=${join(live.source.root, folder)}`]
    if (live.run(argv, {environment, seconds: limits.packages}).code !== 0) {
      say('rpm finds its database not in order: it is made anew from what can be read of it')
      replaceDatabase(context, folder)
    }
  }
  return isInterrupted(context) ? 'transaction' : undefined
}

/** How many steps of the plan are done. */
export const measure = (context: EngineContext): number =>
  countInPlace(readTransaction(context), new Set(readInstalled(context).map(keyOf)))
