import {artifactNames, type Manifest} from '@livemode/image'
import type {Target} from '@livemode/userspace'

/** The sizes of what an upgrade puts on a machine, in bytes. */
export interface ImageSizes {
  readonly kernel: number
  readonly initramfs: number
  readonly image: number
  readonly download: number
  /** Whether the artifacts are there; else the sizes are estimates. */
  readonly isBuilt: boolean
}

/** The sizes of the artifacts where they have been built for the target, else the target's estimates. */
export function planSizes(
  target: Target,
  {targetId, manifest}: {targetId: string; manifest: Manifest | undefined},
): ImageSizes {
  const {sizes} = target
  if (manifest?.target.id !== targetId) return {...sizes, isBuilt: false}
  const {artifacts} = manifest
  return {
    kernel: artifacts[artifactNames.kernel].size,
    initramfs: artifacts[artifactNames.initramfs].size,
    image: artifacts[artifactNames.squashfs].size,
    download: sizes.download,
    isBuilt: true,
  }
}

/** What memory a boot takes that has the image in it. */
export function memoryForUrl({initramfs, image}: ImageSizes): number {
  // Packed as loaded, and unpacked to about twice as much.
  const initramfsInMemory = 3 * initramfs
  // What is written in the live system lies in memory as well.
  const overlay = image / 2
  return image + overlay + initramfsInMemory + runningSystem
}

/** A kernel with its services and a package manager at work. */
const runningSystem = 768 * 1024 * 1024

export const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`
