import {machines} from './machines.ts'
import type {Scenario} from './scenario.ts'

export const corruptImage = {
  description: 'finds out that the live image is cut off',
  tags: ['smoke'],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: 'image-truncated',
  expectation: {
    kind: 'failures',
    boots: [{name: 'cut-off', kernelArguments: [], failure: 'image-unreadable'}],
  },
} satisfies Scenario
