import {machines} from './machines.ts'
import type {Scenario} from './scenario.ts'

export const localExt4 = {
  description: 'boots the live image from the ext4 root of the source, and the source afterwards',
  tags: ['smoke'],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: undefined,
  expectation: {kind: 'upgrade'},
} satisfies Scenario
