import type {AptTransaction} from '@livemode/config'

/** A small transaction with one of each kind, hand-made. */
export const transaction: AptTransaction = {
  packageManager: 'apt',
  version: 1,
  targetId: 'debian-13',
  statusSha256: '0'.repeat(64),
  architectures: ['amd64'],
  upgrade: [
    {package: 'adduser:all', from: '3.134', to: '3.152'},
    {package: 'libc6:amd64', from: '2.36-9', to: '2.41-12'},
  ],
  new: [{package: 'gcc-14-base:amd64', version: '14.2.0-19'}],
  remove: [{package: 'libssl3:amd64', version: '3.0.22-1'}],
  kept: [{package: 'git:amd64', version: '1:2.39.5-0', why: 'on hold, the target has 1:2.47.3-0'}],
  automatic: [],
  repositories: [],
  indexes: [],
  archives: [],
  dpkgOptions: [],
  sources: [],
  downloadBytes: 11_200_000,
  peakBytes: {'/': 33_100_000, '/boot': 0},
}
