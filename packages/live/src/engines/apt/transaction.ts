import type {EngineContext} from '../engine.ts'
import {openApt} from './apt.ts'
import {nameGrubDevice} from './grub-device.ts'
import {readTransaction} from './payload.ts'
import {assertNoMore} from './plan.ts'
import {forbidServices} from './policy.ts'

/**
 * Carries out the plan. What was interrupted is configured first, and then the same plan is run: the phase can be
 * repeated at any point. What fails is left to `settle`.
 */
export async function transact(context: EngineContext): Promise<void> {
  const {live, say} = context
  const transaction = readTransaction(context)
  const apt = openApt(context, transaction)
  forbidServices(live)
  await nameGrubDevice(context, transaction)
  const configured = await apt.configure()
  if (configured !== 0) say('not all that an earlier run has unpacked can be configured yet')
  apt.update()
  assertNoMore(transaction, apt.simulate())
  const code = await apt.install({goOn: false})
  if (code !== 0) say(`apt has stopped with ${code === null ? 'a signal' : `code ${code}`}`)
}
