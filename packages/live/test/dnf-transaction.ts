import type {DnfTransaction} from '@livemode/config'
import {nothing} from './transaction.ts'

/** A plan of dnf that does nothing but what is told. */
export const dnfTransactionWith = (told: Partial<DnfTransaction>): DnfTransaction => ({
  ...nothing(),
  packageManager: 'dnf',
  targetId: 'el-9',
  rpmdbSha256: '0'.repeat(64),
  releasever: '9',
  platformId: 'platform:el9',
  sourceRepositories: [],
  targetRepositories: [],
  macros: {},
  modules: [],
  kernels: [],
  ...told,
})
