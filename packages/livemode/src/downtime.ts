import type {UpgradeTransaction} from '@livemode/config'

/** For how many seconds a machine is down, by estimate. */
export interface Downtime {
  readonly least: number
  readonly most: number
}

/** Two boots, and the checks before the transaction and after it. */
const around = 90

/**
 * What a package and a megabyte of packages took where it was measured, on two shared cores: 170 packages with 174 MB in
 * 72 s, 519 with 480 MB in 140 to 170 s in memory, and in 460 s on a busy disk.
 */
const perPackage = 0.2
const perMegabyte = 0.15

/** How much longer than there it took on the slowest disk. */
const slowest = 3

/** Estimates for how long a machine is down. One without hardware virtualization takes five to eight times as long. */
export function estimateDowntime({
  upgrade,
  new: added,
  remove,
  downloadBytes,
}: Pick<UpgradeTransaction, 'upgrade' | 'new' | 'remove' | 'downloadBytes'>): Downtime {
  const packages = upgrade.length + added.length + remove.length
  const transaction = perPackage * packages + perMegabyte * (downloadBytes / 1_000_000)
  return {
    least: Math.round(around + transaction),
    most: Math.round(around + slowest * transaction),
  }
}

/** The same for a reader. */
export function renderDowntime({least, most}: Downtime): string {
  const [from, to] = [least, most].map(seconds => Math.ceil(seconds / 60))
  const minutes = from === to ? `${to}` : `${from} to ${to}`
  return `down for ${minutes} ${to === 1 ? 'minute' : 'minutes'} by estimate, longer on an emulated machine`
}
