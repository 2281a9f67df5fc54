import type {CheckedBoot} from './scenario.ts'

/** What every live boot with a whole image must show, whatever else it is for. */
export const alwaysTrue = ['identity', 'source-root'] as const

/** What a live boot from a local disk with no options must show besides. */
export const local = [
  ...alwaysTrue,
  'upgrade',
  'after-mounts',
  'source-cmdline',
  'journal',
  'log-on-screen',
  'gettys',
  'serial-gettys',
  'closed-root',
  'network-down',
] as const

/** The boot of the source system after the live boot: its disk holds what the upgrade left. */
export const sourceBoot = {
  name: 'source',
  system: 'source',
  checks: ['source-system', 'result-and-log'],
  end: 'power-off',
} satisfies CheckedBoot
