import {machines} from '../sources/machines.ts'
import type {Scenario} from './scenario.ts'

export const noMachinePart = {
  description: "ends at its login, and says why, without a machine's part",
  tags: [],
  source: machines.ext4,
  settings: {setup_passwordless_root: true, autostart_upgrade_after_reboot: false},
  memoryMebibytes: 2048,
  machinePart: 'missing',
  fault: undefined,
  boots: [
    {name: 'live', system: 'live', checks: ['identity', 'no-machine-part'], end: 'power-off'},
    {
      name: 'autostart',
      comesBack: true,
      kernelArguments: ['upgrade.autostart=1'],
      says: /this image is not installed on a machine/,
    },
  ],
} satisfies Scenario
