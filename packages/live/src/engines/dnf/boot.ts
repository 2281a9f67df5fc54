import {checkKernels} from '../boot/boot.ts'
import {elKernelPrograms} from '../boot/el-kernel-programs.ts'
import type {EngineContext} from '../engine.ts'
import {readTransaction} from './payload.ts'

/** Makes sure that the upgraded system can boot, see `checkKernels`. */
export const checkBoot = (context: EngineContext): Promise<void> =>
  checkKernels(context, {
    versions: readTransaction(context).kernels,
    programs: elKernelPrograms,
  })
