import {shellWord} from '../../shell-word.ts'
import type {MachineFault} from './fault.ts'
import {bootFull, espFull, espReadOnly} from './full.ts'
import {initramfsCorrupted} from './initramfs-corrupted.ts'
import {kernelCut} from './kernel-cut.ts'
import {imageBitFlipped, imageCut, imageDeleted, imageOverwritten} from './live-image.ts'
import {uuidChanged} from './uuid-changed.ts'

export type MachineFaultId =
  | 'image-deleted'
  | 'image-cut'
  | 'image-bit-flipped'
  | 'image-overwritten'
  | 'initramfs-corrupted'
  | 'kernel-cut'
  | 'uuid-changed'
  | 'esp-full'
  | 'boot-full'
  | 'esp-read-only'

export const machineFaults: Readonly<Record<MachineFaultId, MachineFault>> = {
  'image-deleted': imageDeleted,
  'image-cut': imageCut,
  'image-bit-flipped': imageBitFlipped,
  'image-overwritten': imageOverwritten,
  'initramfs-corrupted': initramfsCorrupted,
  'kernel-cut': kernelCut,
  'uuid-changed': uuidChanged,
  'esp-full': espFull,
  'boot-full': bootFull,
  'esp-read-only': espReadOnly,
}

/** A script of a fault, for a machine with its live image there; its first failure ends it. */
export const renderFault = (script: string, {image}: {readonly image: string}) =>
  `set -eu\nimage=${shellWord(image)}\n${script.trim()}\n`
