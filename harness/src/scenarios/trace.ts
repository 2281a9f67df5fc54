import {machines} from '../sources/machines.ts'
import {alwaysTrue} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const trace = {
  description: 'traces what upgrades the source system',
  // Each system call is two stops, which takes an emulated processor minutes.
  tags: [],
  source: {...machines.ext4, hostname: 'source-trace'},
  settings: {capture_upgrade_strace_into: '/var/log/leapp/upgrade.strace'},
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {
      name: 'live',
      system: 'live',
      checks: [...alwaysTrue, 'upgrade', 'strace'],
      end: 'power-off',
    },
  ],
} satisfies Scenario
