import type {Scenario} from './scenario.ts'
import {separateVar} from './separate-var.ts'

export const missingRoot = {
  description:
    "says on its consoles that the source's root is missing, upgrades nothing, and reboots",
  tags: [],
  source: separateVar.source,
  settings: separateVar.settings,
  memoryMebibytes: 2048,
  fault: 'root-renamed',
  boots: [
    {name: 'live', comesBack: true, says: /nothing is upgraded: the source’s root file system/},
    {
      name: 'again',
      system: 'live',
      kernelArguments: ['upgrade.autostart=0'],
      checks: ['identity', 'missing-root'],
      end: 'power-off',
    },
  ],
} satisfies Scenario
