import {machines} from '../sources/machines.ts'
import {sourceBoot} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const powerCut = {
  description: 'takes the power away while the engine runs, and boots the live system again',
  tags: [],
  source: {...machines.ext4, hostname: 'source-power-cut'},
  settings: {autostart_upgrade_after_reboot: false},
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'cut', system: 'live', checks: ['identity', 'engine-at-work'], end: 'power-cut'},
    {name: 'again', system: 'live', checks: ['identity', 'interrupted-run'], end: 'power-off'},
    sourceBoot,
  ],
} satisfies Scenario
