import type {FstabEntry} from '@livemode/host'
import {isNeeded} from '../tables/needed-places.ts'
import {isPathOfSource} from './device-names.ts'
import {moveOptions, type OptionsPlace} from './mount-options.ts'

// A mount that fails must not stop the boot, and the upgrade must not start before the others are up.
const liveOptions = [
  'nofail',
  'x-systemd.before=upgrade.service',
  'x-systemd.before=upgrade-strace.service',
]

// What the root holds says how the devices of the others come about: multipath maps, arrays, keys.
const afterSettings = 'x-systemd.after=machine-settings.service'

/** Moves an entry of the source below its root, as fstab(5) and systemd.mount(5) have it. */
export function moveEntry(entry: FstabEntry, place: Omit<OptionsPlace, 'isNeeded'>): FstabEntry {
  const {spec, file} = entry
  const isRoot = file === '/'
  const options = moveOptions(entry.options, {...place, isNeeded: isNeeded(file)})
  return {
    ...entry,
    spec: moveSpec(spec, place),
    file: place.below(file),
    options: [
      // What the live system's network needs is on the root.
      ...options.filter(option => !isRoot || option !== '_netdev'),
      ...liveOptions,
      ...(isRoot ? [] : [afterSettings]),
    ],
  }
}

/** A folder or a file is below the source's root, too. */
export const moveSpec = (spec: string, {below}: Pick<OptionsPlace, 'below'>): string =>
  isPathOfSource(spec) ? below(spec) : spec

/** Swap is mounted nowhere, and the upgrade goes without it where its device is missing. */
export const moveSwap = (entry: FstabEntry, place: Omit<OptionsPlace, 'isNeeded'>): FstabEntry => ({
  ...entry,
  options: [...moveOptions(entry.options, {...place, isNeeded: false}), 'nofail'],
})
