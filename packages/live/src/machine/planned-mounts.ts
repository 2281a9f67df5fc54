import {type FstabEntry, type Host, mountHolding} from '@livemode/host'
import {isNeeded} from '../tables/needed-places.ts'
import {places} from '../tables/places.ts'
import {isBindEntry} from './bind-mount.ts'
import {isPathOfSource} from './device-names.ts'
import {planLastingEntry} from './lasting-entry.ts'
import {isMountedOnRequest} from './mount-options.ts'
import {orderMounts} from './mount-order.ts'
import type {FindUnreached} from './reached-devices.ts'
import {type Reason, reasons} from './reason.ts'
import {
  isSwap,
  listSourceMounts,
  listVisibleMounts,
  type SourceKnowledge,
  type SourceMount,
} from './source-mounts.ts'
import {reasonToLeaveOutSwap} from './swap.ts'

/** A mount or a swap of the source with its entry for the live system, still with the paths of the source. */
export interface PlannedMount {
  readonly at: string
  readonly source: SourceMount
  readonly entry?: FstabEntry
  /** Why there is no entry. */
  readonly reason?: Reason
}

interface LiveSystem {
  readonly sourceRoot: string
  readonly volumeGroups: readonly string[]
  readonly findUnreached: FindUnreached
}

/** Plans what of the source's mounts the live system makes too, and why not the others; parents come first. */
export function planMounts(host: Host, live: LiveSystem): readonly PlannedMount[] {
  const visible = listVisibleMounts(host)
  const sources = listSourceMounts(host, visible)
  const inFstab = sources.filter(({entry}) => entry !== undefined).map(({at}) => at)
  const {volumeGroups, findUnreached} = live
  const known = {visible, inFstab, volumeGroups, findUnreached}
  const planned = orderMounts(sources.map(source => planMount(source, known, live)))
  const checked: PlannedMount[] = []
  for (const mount of planned) checked.push(withPathChecked(mount, {before: checked, known}))
  return checked
}

function planMount(source: SourceMount, known: SourceKnowledge, live: LiveSystem): PlannedMount {
  const {at, entry} = source
  if (entry && isSwap(entry)) {
    const reason = reasonToLeaveOutSwap(entry, live)
    return {at, source, ...(reason ? {reason} : {entry})}
  }
  if (!entry && !isNeeded(at)) return {at, source, reason: reasons.notInFstab()}
  const planned = planLastingEntry(source, known)
  const isLiveDevice = at === '/' && live.sourceRoot === places.liveDevice
  return {at, source, ...(planned.reason && isLiveDevice ? {entry: liveDeviceOf(source)} : planned)}
}

/** The initramfs has mounted it, whatever fstab says. */
const liveDeviceOf = ({entry, mount}: SourceMount): FstabEntry => ({
  spec: mount?.source ?? entry?.spec ?? 'none',
  file: '/',
  vfstype: mount?.fstype ?? 'auto',
  options: [],
  freq: 0,
  passno: 0,
})

/** A folder or a file of the source is there only where the mount that holds it is. */
function withPathChecked(
  planned: PlannedMount,
  {before, known}: {before: readonly PlannedMount[]; known: SourceKnowledge},
): PlannedMount {
  const {at, source, entry} = planned
  if (!entry || isSwap(entry) || !(isPathOfSource(entry.spec) || isBindEntry(entry))) return planned
  const others = [...known.visible.values()].filter(({target}) => target !== at)
  const holder = mountHolding(others, entry.spec)?.target
  if (holder === undefined || before.some(mount => mount.at === holder && isMounted(mount))) {
    return planned
  }
  return {at, source, reason: reasons.path(entry.spec, holder)}
}

/** Whether the live system mounts it without being asked to. */
export const isMounted = ({at, entry}: PlannedMount): boolean =>
  entry !== undefined && !isSwap(entry) && !isMountedOnRequest(entry.options, isNeeded(at))
