import type {Mount} from '@livemode/host'
import {optionValue} from './bind-mount.ts'

/** A subvolume that fstab does not name is the default one, or that of the kernel arguments. */
export function withSubvolume(options: readonly string[], mount: Mount): readonly string[] {
  if (mount.fstype !== 'btrfs') return options
  const text = options.join(',')
  const path = optionValue(text, 'subvol')
  const id = optionValue(text, 'subvolid')
  const isSame =
    path === undefined && id === undefined
      ? mount.fsroot === '/'
      : (path === undefined || `/${path.replace(/^\/+|\/+$/g, '')}` === mount.fsroot) &&
        (id === undefined || id === optionValue(mount.options, 'subvolid'))
  if (isSame) return options
  const others = options.filter(option => !/^subvol(?:id)?=/.test(option))
  return [...others, `subvol=${mount.fsroot}`]
}
