import type {AptTransaction} from '@livemode/config'

/** A plan in which nothing happens, whatever carries it out. */
export const nothing = () => ({
  version: 1 as const,
  upgrade: [],
  new: [],
  remove: [],
  kept: [],
  automatic: [],
  repositories: [],
  indexes: [],
  archives: [],
  sources: [],
  downloadBytes: 0,
  peakBytes: {},
})

/** A plan that does nothing but what is told. */
export const transactionWith = (told: Partial<AptTransaction>): AptTransaction => ({
  ...nothing(),
  packageManager: 'apt',
  targetId: 'debian-13',
  statusSha256: '0'.repeat(64),
  architectures: ['amd64'],
  dpkgOptions: [],
  ...told,
})
