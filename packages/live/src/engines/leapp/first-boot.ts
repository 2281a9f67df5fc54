import {leaveFirstBoot} from '../boot/first-boot.ts'
import type {EngineContext} from '../engine.ts'
import {findKernels} from './kernels.ts'

/**
 * Leaves what checks the first boot, see `leaveFirstBoot`. Leapp's own service of the first boot is left to itself: the check
 * waits until nothing is being started any more, that service among it.
 */
export const planFirstBoot = (context: EngineContext): Promise<void> =>
  leaveFirstBoot(context, {kernels: findKernels(context)})
