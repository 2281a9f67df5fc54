import type {AptTransaction} from '@livemode/config'

/** A plan that does nothing but what is told. */
export const transactionWith = (told: Partial<AptTransaction>): AptTransaction => ({
  packageManager: 'apt',
  version: 1,
  targetId: 'debian-13',
  statusSha256: '0'.repeat(64),
  architectures: ['amd64'],
  upgrade: [],
  new: [],
  remove: [],
  kept: [],
  automatic: [],
  repositories: [],
  indexes: [],
  archives: [],
  dpkgOptions: [],
  sources: [],
  downloadBytes: 0,
  peakBytes: {},
  ...told,
})
