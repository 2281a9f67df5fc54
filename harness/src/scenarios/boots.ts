import type {CheckedBoot} from './scenario.ts'

/** What every live boot with a whole image must show, whatever else it is for. */
export const alwaysTrue = ['identity', 'source-root'] as const

/** The boot of the source system after the live boot: its disk holds what the upgrade left. */
export const sourceBoot = {
  name: 'source',
  system: 'source',
  checks: ['source-system', 'result-and-log'],
  end: 'power-off',
} satisfies CheckedBoot
