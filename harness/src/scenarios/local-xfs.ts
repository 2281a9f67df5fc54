import {machines} from './machines.ts'
import type {Scenario} from './scenario.ts'

export const localXfs = {
  description: 'boots the live image from the XFS root of the source, and the source afterwards',
  tags: [],
  source: machines.xfs,
  memoryMebibytes: 2048,
  fault: undefined,
  expectation: {kind: 'upgrade'},
} satisfies Scenario
