import {posix} from 'node:path'
import type {Host} from '@livemode/host'
import {planBootFolder} from './boot-folder.ts'
import type {BootEntry, LoaderId} from './entry.ts'
import {loaders} from './loaders/index.ts'

/** What kernel and initramfs are called where a boot loader finds them. */
export interface BootFileNames {
  readonly kernel: string
  readonly initramfs: string
}

/**
 * The same for every loader. They are no names of Leapp's, which removes its own from /boot, and do not begin as kernels of the
 * source do: grub-mkconfig would give `vmlinuz-*` an entry by itself, and grubby the entry a name that is sorted among kernels.
 */
export const bootFileNames: BootFileNames = {
  kernel: 'livemode-vmlinuz',
  initramfs: 'livemode-initramfs.img',
}

/** What earlier versions called them; Leapp has the same names. */
export const earlierBootFileNames: BootFileNames = {
  kernel: 'vmlinuz-upgrade.x86_64',
  initramfs: 'initramfs-upgrade.x86_64.img',
}

/** Plans where kernel and initramfs go. */
export function planBootFiles(
  loader: LoaderId,
  host: Host,
): Pick<BootEntry, 'kernel' | 'initramfs'> {
  const folder = posix.join(planBootFolder(loader, host), loaders[loader].kernelFolder)
  const {kernel, initramfs} = bootFileNames
  return {kernel: posix.join(folder, kernel), initramfs: posix.join(folder, initramfs)}
}
