import type {EngineContext} from '../engine.ts'
import {hasPackages} from '../payload/payload.ts'
import {openApt} from './apt.ts'
import {restoreLostFiles} from './lost-files.ts'
import {readTransaction} from './payload.ts'
import {isInOrder} from './settle.ts'

/**
 * Has the files there that dpkg's database tells of, as long as the packages lie on the source. What is not as
 * planned then is for `settle`, also where that has been before.
 */
export async function resume(context: EngineContext): Promise<string | undefined> {
  const transaction = readTransaction(context)
  if (!hasPackages(context, transaction)) return undefined
  const apt = openApt(context, transaction)
  await restoreLostFiles(context, {transaction, apt})
  return isInOrder(apt, transaction) ? undefined : 'settle'
}
