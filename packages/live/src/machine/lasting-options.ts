import type {FstabEntry} from '@livemode/host'
import {isLastingName} from './device-names.ts'
import {type Reason, reasons} from './reason.ts'

/** An entry of fstab whose names hold in the live system, still with the paths of the source; or why there is none. */
export type LastingEntry =
  | {readonly entry: FstabEntry; readonly reason?: never}
  | {readonly reason: Reason; readonly entry?: never}

/** Looks at options that name devices: a loop device is chosen anew, and udev tells btrfs of its devices. */
export function withLastingOptions(
  entry: FstabEntry,
  {volumeGroups}: {readonly volumeGroups: readonly string[]},
): LastingEntry {
  const isOther = (option: string) => {
    const [, spec] = deviceOption.exec(option) ?? []
    return spec !== undefined && !isLastingName(spec, volumeGroups)
  }
  const options = entry.options
    .map(option => (option.startsWith('loop=') ? 'loop' : option))
    .filter(option => !(option.startsWith('device=') && isOther(option)))
  const wrong = options.find(option => option.startsWith('journal_dev=') || isOther(option))
  return wrong === undefined ? {entry: {...entry, options}} : {reason: reasons.deviceOption(wrong)}
}

/** E.g. the `logdev=` of xfs. Comments and what is for others than the kernel name devices otherwise. */
const deviceOption = /^(?![xX]-|comment=)[^=]+=(\/dev\/.*)$/
