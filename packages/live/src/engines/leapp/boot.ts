import {checkKernels} from '../boot/boot.ts'
import {elKernelPrograms} from '../boot/el-kernel-programs.ts'
import type {EngineContext} from '../engine.ts'
import {findKernels} from './kernels.ts'

/** Makes sure that the upgraded system can boot, see `checkKernels`: Leapp has made initramfs and entry, and looked at neither. */
export async function checkBoot(context: EngineContext): Promise<void> {
  const versions = findKernels(context)
  if (versions.length === 0)
    context.note({lookAt: ['Leapp has brought no kernel: what booted before boots again']})
  await checkKernels(context, {versions, programs: elKernelPrograms})
}
