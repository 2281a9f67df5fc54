import type {LoaderId} from '../entry.ts'
import {grub} from './grub.ts'
import {grubby} from './grubby.ts'
import type {Loader} from './loader.ts'
import {systemdBoot} from './systemd-boot.ts'

export type {Argv, Arming, EntryFile, HeldEntry, Loader, Question} from './loader.ts'

/** Everything that can hold a boot entry. */
export const loaders: Readonly<Record<LoaderId, Loader>> = {
  grub,
  grubby,
  'systemd-boot': systemdBoot,
} satisfies Record<LoaderId, Loader>
