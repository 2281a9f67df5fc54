import {parseParagraphs} from '@livemode/config'
import type {DpkgPackage} from './dpkg/status.ts'

/** What `apt-cache show` says of a version. */
export interface ShownVersion {
  readonly installedBytes: number
  readonly priority: string
}

/** Parses what `apt-cache show` prints, by `name:architecture=version`. */
export const parseShown = (text: string): ReadonlyMap<string, ShownVersion> =>
  new Map(
    parseParagraphs(text).map(paragraph => {
      const [name, architecture, version] = ['package', 'architecture', 'version'].map(field =>
        paragraph.get(field),
      )
      const installedBytes = Number(paragraph.get('installed-size') || 0) * 1024
      return [
        `${name}:${architecture}=${version}`,
        {installedBytes, priority: paragraph.get('priority') ?? ''},
      ]
    }),
  )

/** By how much an upgrade needs more while it goes on than afterwards; measured was 1.28. */
const peakFactor = 1.3

/** The bytes that the file systems of `/` and `/boot` need at the most while an upgrade goes on. */
export function planPeak({
  leaving,
  coming,
  kernel,
}: {
  /** What is there now of what goes or is replaced. */
  leaving: readonly Pick<DpkgPackage, 'installedBytes'>[]
  coming: readonly ShownVersion[]
  /** What a new kernel puts into `/boot`: itself, and its initramfs twice while that is made; null where none comes. */
  kernel: {readonly kernel: number; readonly initramfs: number} | null
}): Readonly<Record<string, number>> {
  const sum = (all: readonly {readonly installedBytes: number}[]) =>
    all.reduce((total, {installedBytes}) => total + installedBytes, 0)
  const growth = Math.max(0, sum(coming) - sum(leaving))
  return {
    '/': Math.ceil(peakFactor * growth),
    '/boot': kernel === null ? 0 : kernel.kernel + 2 * kernel.initramfs,
  }
}

/** A package with a kernel in it, and not one that only depends on the newest. */
export const isKernel = (name: string): boolean => /^linux-image-\d/.test(name)

/** A package that depends on the newest kernel. */
export const isKernelMeta = (name: string): boolean => /^linux-image-(?!\d)/.test(name)
