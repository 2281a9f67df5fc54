import {machines} from '../sources/machines.ts'
import {alwaysTrue, sourceBoot} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const localXfs = {
  description: 'boots the live image from the XFS root of the source, and the source afterwards',
  tags: [],
  source: machines.xfs,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'live', system: 'live', checks: [...alwaysTrue, 'upgrade'], end: 'power-off'},
    sourceBoot,
  ],
} satisfies Scenario
