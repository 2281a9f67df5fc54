import {leaveFirstBoot} from '../boot/first-boot.ts'
import type {EngineContext} from '../engine.ts'
import {readTransaction} from './payload.ts'
import {askForRelabel} from './relabel.ts'
import {endScripts} from './scripts.ts'

/** Leaves what checks the first boot, see `leaveFirstBoot`; from here on no scriptlet runs any more. */
export async function planFirstBoot(context: EngineContext): Promise<void> {
  endScripts(context)
  askForRelabel(context)
  await leaveFirstBoot(context, {kernels: readTransaction(context).kernels})
}
