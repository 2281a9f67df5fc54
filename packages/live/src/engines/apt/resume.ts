import type {EngineContext} from '../engine.ts'
import {openApt} from './apt.ts'
import {restoreLostFiles} from './lost-files.ts'
import {mendState} from './mend-state.ts'
import {hasPackages, readTransaction} from './payload.ts'
import {isInOrder} from './settle.ts'

/**
 * Has dpkg's database readable, and the files there that it tells of, as long as the packages lie on the source. What is not as
 * planned then is for `settle`, also where that has been before.
 */
export async function resume(context: EngineContext): Promise<string | undefined> {
  mendState(context)
  const transaction = readTransaction(context)
  if (!hasPackages(context, transaction)) return undefined
  const apt = openApt(context, transaction)
  await restoreLostFiles(context, {transaction, apt})
  return isInOrder(apt, transaction) ? undefined : 'settle'
}
