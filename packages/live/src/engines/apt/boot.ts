import {checkKernels} from '../boot/boot.ts'
import type {KernelPrograms} from '../boot/kernel-programs.ts'
import type {EngineContext} from '../engine.ts'
import {kernelsOf} from './kernels.ts'
import {readTransaction} from './payload.ts'

/** Debian's own. */
const programs: KernelPrograms = {
  initramfs: {
    place: version => `/boot/initrd.img-${version}`,
    make: version => ['update-initramfs', '-c', '-k', version],
  },
  list: path => ['/usr/bin/lsinitramfs', path],
  isInit: line => line === 'init',
  addEntry: {
    grub: () => ['update-grub'],
    entries: version => [
      ...['kernel-install', 'add', version],
      ...[`/boot/vmlinuz-${version}`, `/boot/initrd.img-${version}`],
    ],
  },
}

/** Makes sure that the upgraded system can boot, see `checkKernels`. */
export const checkBoot = (context: EngineContext): Promise<void> =>
  checkKernels(context, {versions: kernelsOf(readTransaction(context)), programs})
