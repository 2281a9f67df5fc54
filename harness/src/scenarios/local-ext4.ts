import {machines} from '../sources/machines.ts'
import {networks} from '../sources/networks.ts'
import {local, sourceBoot} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const localExt4 = {
  description: 'boots the live image from the ext4 root of the source, and the source afterwards',
  tags: [],
  source: machines.ext4,
  // The least that is promised: docs/decisions/memory.md.
  memoryMebibytes: 1024,
  networks: [networks.first],
  fault: undefined,
  boots: [
    {
      name: 'live',
      system: 'live',
      checks: local,
      end: 'power-off',
    },
    sourceBoot,
  ],
} satisfies Scenario
