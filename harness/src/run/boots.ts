import type {Session} from '@livemode/container'
import type {Boot} from '../scenarios/scenario.ts'
import {openWrites} from './boot-machine.ts'
import {runCheckedBoot} from './checked-boot.ts'
import type {BootContext, Prepared} from './context.ts'
import {runFailingBoot} from './failing-boot.ts'
import type {Findings} from './result.ts'
import {runReturningBoot} from './returning-boot.ts'
import {runWatchedBoot} from './watched-boot.ts'

/** Runs the boots of a scenario one after the other; each finds on the disk what those before it left. */
export async function runBoots(
  session: Session,
  {prepared, findings}: {prepared: Prepared; findings: Findings},
): Promise<void> {
  await using writes = await openWrites(session, prepared)
  const context = {session, prepared, writes, findings, notes: new Map<string, string>()}
  for (const boot of prepared.scenario.boots) {
    await prepared.progress.step(`Boot: ${boot.name}`, () => runBoot(boot, context))
  }
}

function runBoot(boot: Boot, context: BootContext): Promise<void> {
  if ('checks' in boot) return runCheckedBoot(boot, context)
  if ('lines' in boot) return runWatchedBoot(boot, context)
  if ('comesBack' in boot) return runReturningBoot(boot, context)
  return runFailingBoot(boot, context)
}
