import {flattenMounts, type Host} from '@livemode/host'
import {ask} from './ask.ts'
import type {LoaderId} from './entry.ts'
import {loaders} from './loaders/index.ts'
import type {Machine} from './machine.ts'

/** Where GRUB finds its kernels, whatever file systems lie below. */
const usual = '/boot'

/** Where bootctl(1) looks for the file system that systemd-boot reads, those with kernels first. */
const bootable = ['/boot', '/efi', '/boot/efi']

/**
 * Plans the folder that kernel and initramfs go to. systemd-boot reads the EFI system partition and an
 * extended boot loader partition, so that it must be a folder of theirs.
 */
export function planBootFolder(loader: LoaderId, {mounts}: Host): string {
  if (loader !== 'systemd-boot') return usual
  const readable = flattenMounts(mounts).filter(({fstype}) => fstype === 'vfat')
  return bootable.find(folder => readable.some(({target}) => target === folder)) ?? usual
}

/** Asks the machine for that folder: it knows its partitions better than its mounts tell. */
export async function readBootFolder(
  loader: LoaderId,
  machine: Pick<Machine, 'environment'>,
): Promise<string> {
  const {bootFolder} = loaders[loader]
  return (bootFolder && (await ask(bootFolder, machine))) ?? usual
}
