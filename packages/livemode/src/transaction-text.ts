import type {UpgradeTransaction} from '@livemode/config'
import {estimateDowntime, renderDowntime} from './downtime.ts'
import type {Inputs} from './input.ts'
import {transactionOf} from './report/index.ts'
import {megabytes} from './report/sizes.ts'

/** What an upgrade does to the packages, like a diff: `+` comes, `~` changes, `-` goes, `=` stays and why. */
export const renderChanges = (transaction: UpgradeTransaction): readonly string[] => [
  ...transaction.new.map(one => `+ ${one.package} ${one.version}`),
  ...transaction.upgrade.map(one => `~ ${one.package} ${one.from} -> ${one.to}`),
  ...transaction.remove.map(one => `- ${one.package} ${one.version}`),
  ...transaction.kept.map(one => `= ${one.package} ${one.version}: ${one.why}`),
]

/** The same with its sum. */
export const renderTransaction = (transaction: UpgradeTransaction): string =>
  [...renderChanges(transaction), '', renderSummary(transaction)].join('\n')

/** The sum in one line. */
export function renderSummary(transaction: UpgradeTransaction): string {
  const {upgrade, new: added, remove, kept, downloadBytes, peakBytes} = transaction
  const counts = `${upgrade.length} upgraded, ${added.length} new, ${remove.length} removed, ${kept.length} kept`
  const space = Object.entries(peakBytes).map(([path, bytes]) => `${megabytes(bytes)} on ${path}`)
  return `${counts}; ${megabytes(downloadBytes)} to download; needs up to ${space.join(' and ')}; ${renderDowntime(estimateDowntime(transaction))}`
}

/** What an engine does to the packages of a machine, in one line. */
export function renderPackages(
  inputs: Pick<Inputs, 'engine' | 'resolved'> & {readonly host: Pick<Inputs['host'], 'leapp'>},
): string {
  const transaction = transactionOf(inputs)
  if (transaction !== undefined) return renderSummary(transaction)
  const {leapp} = inputs.host
  return inputs.engine === 'leapp'
    ? `as Leapp has prepared it, to release ${leapp?.release ?? leapp?.to ?? 'unknown'}`
    : 'nothing is changed'
}
