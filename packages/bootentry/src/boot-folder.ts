import {flattenMounts, type Host} from '@livemode/host'
import type {LoaderId} from './entry.ts'
import {loaders} from './loaders/index.ts'

/** Where GRUB finds its kernels, whatever file systems lie below. */
export const usualBootFolder = '/boot'

/** Where bootctl(1) looks for the file system that systemd-boot reads, those with kernels first. */
export const bootableFolders: readonly string[] = ['/boot', '/efi', '/boot/efi']

/**
 * Plans the folder that kernel and initramfs go to. systemd-boot reads the EFI system partition and an
 * extended boot loader partition, so that it must be a folder of theirs.
 */
export function planBootFolder(loader: LoaderId, {mounts, bootFolder}: Host): string {
  if (!loaders[loader].hasBootFolder) return usualBootFolder
  if (bootFolder !== undefined) return bootFolder
  const readable = flattenMounts(mounts).filter(({fstype}) => fstype === 'vfat')
  return (
    bootableFolders.find(folder => readable.some(({target}) => target === folder)) ??
    usualBootFolder
  )
}
