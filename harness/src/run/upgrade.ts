import type {Session} from '@livemode/container'
import {openWrites} from './boot-machine.ts'
import type {Prepared} from './context.ts'
import {runLiveSystem} from './live-system.ts'
import type {Findings} from './result.ts'
import {runSourceSystem} from './source-system.ts'

/** Runs the live system until its upgrade is done, and then the source system to see what came of it. */
export async function expectUpgrade(
  session: Session,
  {prepared, findings}: {prepared: Prepared; findings: Findings},
): Promise<void> {
  await using writes = await openWrites(session, prepared)
  const {progress} = prepared
  await progress.step('Live boot', () => runLiveSystem(prepared, {writes, findings}))
  await progress.step('Source boot', () => runSourceSystem(prepared, {writes, findings}))
}
