import type {AptTransaction} from '@livemode/config'
import type {EngineContext} from '../engine.ts'
import type {Apt} from './apt.ts'
import {nameGrubDevice} from './grub-device.ts'
import {assertNoMore} from './plan.ts'
import {beginScripts} from './scripts.ts'

/**
 * Runs the plan, in whatever state an earlier run has left the packages: what that has unpacked is configured first. The
 * answers of this boot are given anew, for devices may have other names than in the one before. `goOn`: past what fails.
 */
export async function runPlan(
  context: EngineContext,
  {transaction, apt, goOn}: {transaction: AptTransaction; apt: Apt; goOn: boolean},
): Promise<void> {
  const {say, scriptTimeout} = context
  beginScripts(context)
  say(`a package's script may say nothing for ${scriptTimeout} s (script_timeout)`)
  await nameGrubDevice(context, transaction)
  const configured = await apt.configure()
  if (configured !== 0) say('not all that an earlier run has unpacked can be configured yet')
  apt.update()
  assertNoMore(transaction, apt.simulate())
  const code = await apt.install({goOn})
  if (code !== 0) say(`apt has stopped with ${code === null ? 'a signal' : `code ${code}`}`)
}
