import {leaveFirstBoot} from '../boot/first-boot.ts'
import type {EngineContext} from '../engine.ts'
import {kernelsOf} from './kernels.ts'
import {readTransaction} from './payload.ts'
import {endScripts} from './scripts.ts'

/** Leaves what checks the first boot, see `leaveFirstBoot`; from here on no script of a package runs any more. */
export async function planFirstBoot(context: EngineContext): Promise<void> {
  endScripts(context)
  await leaveFirstBoot(context, {kernels: kernelsOf(readTransaction(context))})
}
