import type {FstabEntry} from '@livemode/host'
import {isLastingName, isPathOfSource} from './device-names.ts'
import {type Reason, reasons} from './reason.ts'

/** Why the live system does not use a swap of the source; undefined where it does. */
export function reasonToLeaveOutSwap(
  {spec}: FstabEntry,
  {
    sourceRoot,
    volumeGroups,
  }: {readonly sourceRoot: string; readonly volumeGroups: readonly string[]},
): Reason | undefined {
  if (spec.startsWith('/dev/zram')) return reasons.swapInMemory()
  if (isPathOfSource(spec)) return reasons.swapFile(sourceRoot)
  return isLastingName(spec, volumeGroups) ? undefined : reasons.deviceName()
}
