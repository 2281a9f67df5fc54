import type {Host} from './host.ts'

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
