import {machines} from '../sources/machines.ts'
import {alwaysTrue, sourceBoot} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const localFixture = {
  description:
    'boots a live image of Enterprise Linux from the root of a Fixture Linux, and that afterwards',
  tags: [],
  source: machines.fixture,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'live', system: 'live', checks: [...alwaysTrue, 'own-rpm', 'upgrade'], end: 'power-off'},
    sourceBoot,
  ],
} satisfies Scenario
