import {type FstabEntry, type Host, type Mount, renderFstab} from '@livemode/host'
import {memoryFileSystems} from '../tables/file-systems.ts'
import {isNeeded} from '../tables/needed-places.ts'
import {places} from '../tables/places.ts'
import {isLastingName, listVolumeGroups} from './device-names.ts'
import {isAutomount, isMountedOnRequest} from './mount-options.ts'
import {moveEntry, moveSpec, moveSwap} from './moved-entry.ts'
import {isMounted, type PlannedMount, planMounts} from './planned-mounts.ts'
import type {FindUnreached} from './reached-devices.ts'
import type {Reason} from './reason.ts'
import {isSwap, type SourceMount} from './source-mounts.ts'

/** The live system's fstab, and what of the source's mounts is in it. Mount points are paths of the source. */
export interface PlannedFstab {
  readonly text: string
  readonly entries: readonly FstabEntry[]
  /** Of the source's fstab. */
  readonly leftOut: readonly {readonly entry: FstabEntry; readonly why: string}[]
  /** What the live system mounts or has, its root on the live device too. */
  readonly mounts: readonly LiveMount[]
  /** What the source has mounted, or in its fstab to be mounted, and the live system does not. */
  readonly missing: readonly MissingMount[]
}

export interface LiveMount {
  readonly at: string
  /** As the live system's fstab names it. */
  readonly device: string
  readonly isNeeded: boolean
}

export interface MissingMount extends Reason {
  readonly at: string
  readonly source: string
  readonly isNeeded: boolean
  readonly isInFstab: boolean
}

/** Plans the fstab of a live system that has the source's root at a place of its own. */
export function planFstab(
  host: Host,
  {sourceRoot, findUnreached}: {sourceRoot: string; findUnreached: FindUnreached},
): PlannedFstab {
  const volumeGroups = listVolumeGroups(host)
  const planned = planMounts(host, {sourceRoot, volumeGroups, findUnreached})
  const below = (path: string) => (path === '/' ? sourceRoot : `${sourceRoot}${path}`)
  const mounts = planned.flatMap(mount => liveMountOf(mount, below)).filter(isFirst)
  const place = {
    below,
    isMountPoint: (path: string) => mounts.some(({at}) => at === path),
    isLastingName: (spec: string) => isLastingName(spec, volumeGroups),
  }
  const entries = planned
    .flatMap(({entry}) => entry ?? [])
    .filter(({file}) => file !== '/' || sourceRoot !== places.liveDevice)
    .map(entry => (isSwap(entry) ? moveSwap(entry, place) : moveEntry(entry, place)))
  return {
    text: renderFstab(entries),
    entries,
    leftOut: planned.flatMap(({reason, source: {entry}}) =>
      reason && entry ? [{entry, why: reason.why}] : [],
    ),
    mounts,
    missing: planned
      .flatMap(missingMountOf)
      .filter(({at}) => !mounts.some(mount => mount.at === at)),
  }
}

function liveMountOf(planned: PlannedMount, below: (path: string) => string): readonly LiveMount[] {
  const {at, entry} = planned
  if (!entry || !isMounted(planned)) return []
  return [
    {at, device: moveSpec(entry.spec, {below}), isNeeded: isNeeded(at) && isInUse(planned.source)},
  ]
}

/** Of several entries for a place, systemd mounts the first. */
const isFirst = ({at}: LiveMount, index: number, all: readonly LiveMount[]) =>
  all.findIndex(mount => mount.at === at) === index

/**
 * Whether the source itself has it: an upgrade needs no more than that has. What waits to be mounted by whoever looks
 * there is as good as mounted.
 */
const isInUse = ({at, entry, mount}: SourceMount) =>
  at === '/' || mount !== undefined || (entry !== undefined && isAutomount(entry.options))

function missingMountOf({at, source, reason}: PlannedMount): readonly MissingMount[] {
  const {entry, mount} = source
  if (!reason || !at.startsWith('/') || (entry && !isMissed(entry, mount))) return []
  return [
    {
      at,
      source: entry?.spec ?? mount?.source ?? 'none',
      ...reason,
      isNeeded: isNeeded(at),
      isInFstab: entry !== undefined,
    },
  ]
}

const isInMemory = (fstype: string) => ['autofs', ...memoryFileSystems].includes(fstype)

/** Nobody misses what is in memory, unless something else is there in fact. */
const isMissed = (entry: FstabEntry, mount: Mount | undefined) =>
  !isSwap(entry) &&
  ![entry.vfstype, mount?.fstype ?? 'autofs'].every(isInMemory) &&
  !isMountedOnRequest(entry.options, isNeeded(entry.file))
