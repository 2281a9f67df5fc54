import type {Scenario} from './scenario.ts'
import {separateVar} from './separate-var.ts'

export const missingRoot = {
  description: "says on the screen that the source's root is missing, and upgrades nothing",
  tags: [],
  source: separateVar.source,
  settings: separateVar.settings,
  memoryMebibytes: 2048,
  fault: 'root-renamed',
  boots: [{name: 'live', system: 'live', checks: ['identity', 'missing-root'], end: 'power-off'}],
} satisfies Scenario
