import {existsSync} from 'node:fs'
import {parseDevices} from '../device-list.ts'
import type {LiveSystem} from '../live-system.ts'

/**
 * The name under which a device is open already, as crypttab(5) names the device; undefined where it is not. The
 * initramfs has no crypttab and names by UUID.
 */
export function readOpenName(live: LiveSystem, device: string): string | undefined {
  const node = findNode(live, device)
  if (node === undefined || !existsSync(live.path(node))) return undefined
  const list = ['lsblk', '--noheadings', '--list', '--output', 'NAME,TYPE', node]
  return parseDevices(live.run(list).stdout).find(({type}) => type === 'crypt')?.name
}

/** Whether clevis has bound a device to something that gives its key. */
export function isBoundByClevis(live: LiveSystem, device: string): boolean {
  const node = findNode(live, device)
  if (node === undefined) return false
  return live.run(['clevis', 'luks', 'list', '-d', node]).stdout.trim() !== ''
}

function findNode(live: LiveSystem, device: string): string | undefined {
  if (device.startsWith('/')) return device
  if (!/^(UUID|LABEL|PARTUUID|PARTLABEL)=/.test(device)) return undefined
  return live.run(['findfs', device]).stdout.trim() || undefined
}
