import {machines} from '../sources/machines.ts'
import {alwaysTrue} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const alteredImage = {
  description: 'reads no block of the live image that is altered while it is used',
  tags: [],
  source: {...machines.ext4, hostname: 'source-altered'},
  settings: {autostart_upgrade_after_reboot: false},
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'live', system: 'live', checks: [...alwaysTrue, 'image-altered'], end: 'power-off'},
  ],
} satisfies Scenario
