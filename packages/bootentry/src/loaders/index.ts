import type {LoaderId} from '../entry.ts'
import {grub} from './grub.ts'
import {grubby} from './grubby.ts'
import {kexec} from './kexec.ts'
import type {Loader} from './loader.ts'
import {systemdBoot} from './systemd-boot.ts'

export type {Argv, Arming, EntryFile, HeldEntry, Loader, Question} from './loader.ts'

/** Everything that can start a live image. */
export const loaders: Readonly<Record<LoaderId, Loader>> = {
  grub,
  grubby,
  'systemd-boot': systemdBoot,
  kexec,
} satisfies Record<LoaderId, Loader>
