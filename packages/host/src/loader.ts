import {existsSync} from 'node:fs'
import {lstat, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import type {Host} from './host.ts'
import {type Asking, readAnswer} from './program.ts'

type Loader = Host['loader']

/** What a boot loader leaves on a machine; the first one found counts. */
const traces: Readonly<Record<Exclude<Loader, 'unknown'>, readonly string[]>> = {
  grubby: ['/usr/sbin/grubby', '/usr/bin/grubby', '/sbin/grubby'],
  'systemd-boot': ['/efi/EFI/systemd', '/boot/efi/EFI/systemd', '/boot/EFI/systemd'],
  grub: ['/boot/grub', '/boot/grub2'],
}

/**
 * Tells what writes boot entries on a machine. grubby comes first, for it knows the loader below
 * itself; systemd-boot counts only where UEFI firmware can start it.
 */
export function detectLoader(machine: {
  readonly firmware: Host['firmware']
  readonly exists: (path: string) => boolean
}): Loader {
  const candidates = Object.keys(traces) as (keyof typeof traces)[]
  const found = candidates
    .filter(loader => loader !== 'systemd-boot' || machine.firmware === 'uefi')
    .find(loader => traces[loader].some(machine.exists))
  return found ?? 'unknown'
}

/** Tells what writes boot entries on this machine. */
export const readLoader = (): Loader => detectLoader({firmware: readFirmware(), exists: existsSync})

/** How this machine was started. */
export const readFirmware = (): Host['firmware'] =>
  existsSync('/sys/firmware/efi') ? 'uefi' : 'bios'

/**
 * Asks the machine for the folder of the partition that systemd-boot reads kernels from: it knows its partitions better
 * than its mounts tell. undefined: it has none, or nobody can tell.
 */
export async function readBootFolder(asking: Asking): Promise<string | undefined> {
  const answer = await readAnswer(['bootctl', '--print-boot-path'], asking)
  return answer?.trim().match(/^\/.*$/)?.[0]
}

/** The configurations of GRUB on Enterprise Linux below a root that are files of their own, not links. */
export async function findGrubConfigurations(root = '/'): Promise<string[]> {
  const vendors = await readdir(join(root, 'boot/efi/EFI')).catch(() => [])
  const files = ['/boot/grub2', ...vendors.toSorted().map(vendor => `/boot/efi/EFI/${vendor}`)].map(
    folder => `${folder}/grub.cfg`,
  )
  const isFile = async (file: string) =>
    (await lstat(join(root, file)).catch(() => null))?.isFile() ?? false
  const found = await Promise.all(files.map(isFile))
  return files.filter((_file, index) => found[index])
}
