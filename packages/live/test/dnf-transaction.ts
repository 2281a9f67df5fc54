import type {DnfTransaction} from '@livemode/config'

/** A plan of dnf that does nothing but what is told. */
export const dnfTransactionWith = (told: Partial<DnfTransaction>): DnfTransaction => ({
  packageManager: 'dnf',
  version: 1,
  targetId: 'el-9',
  rpmdbSha256: '0'.repeat(64),
  releasever: '9',
  platformId: 'platform:el9',
  upgrade: [],
  new: [],
  remove: [],
  kept: [],
  automatic: [],
  repositories: [],
  indexes: [],
  archives: [],
  macros: {},
  modules: [],
  kernels: [],
  sources: [],
  downloadBytes: 0,
  peakBytes: {},
  ...told,
})
