import {checkKernels} from '../boot/boot.ts'
import type {KernelPrograms} from '../boot/kernel-programs.ts'
import type {EngineContext} from '../engine.ts'
import {readTransaction} from './payload.ts'

const addKernel = (version: string) => [
  ...['kernel-install', 'add', version, `/lib/modules/${version}/vmlinuz`],
]

/** Those of Enterprise Linux: kernel-install has dracut make the initramfs, and the entry, of whatever loader. */
const programs: KernelPrograms = {
  initramfs: null,
  list: path => ['/usr/bin/lsinitrd', path],
  isInit: line => /(^| )init( -> .*)?$/.test(line),
  addEntry: {grub: addKernel, entries: addKernel},
}

/** Makes sure that the upgraded system can boot, see `checkKernels`. */
export const checkBoot = (context: EngineContext): Promise<void> =>
  checkKernels(context, {versions: readTransaction(context).kernels, programs})
