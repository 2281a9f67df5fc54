import {defaultEngineFor} from '@livemode/live'
import type {CheckId} from '../checks/index.ts'
import {file} from '../disks/source-file.ts'
import {releaseOf} from '../sources/releases.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import type {Boot, Scenario} from './scenario.ts'

export const throughout: readonly Boot[] = [
  {name: 'live', system: 'live', checks: ['identity', 'transaction-at-work'], end: 'reboot'},
]

/** Nobody has armed anything since the power went: what boots is what the live system itself has seen to. */
export const again: Boot = {
  name: 'again',
  system: 'live',
  checks: ['identity', 'transaction-resumed'],
  end: 'reboot',
}

export const withPowerCut: readonly Boot[] = [
  {name: 'cut', system: 'live', checks: ['identity', 'transaction-half-way'], end: 'power-cut'},
  again,
]

interface Upgrade {
  readonly description: string
  readonly live: readonly Boot[]
  /** What is done on the source before it is installed. */
  readonly prepared?: readonly CheckId[]
  /** What must be so before the upgrade and after it. */
  readonly kept?: readonly CheckId[]
  /** What must be so after it. */
  readonly left?: readonly CheckId[]
  readonly memoryMebibytes?: number
}

/** From one release to the next, by the machine's own boot loader and without a network. */
export function upgrade(
  source: SourceMachine,
  {description, live, prepared = [], kept = [], left = [], memoryMebibytes = 2048}: Upgrade,
): Scenario {
  const {family, target} = releaseOf(source)
  return {
    description,
    tags: ['upgrade'],
    source: {
      ...source,
      files: [file('/srv/data.txt', 'what a user has\n'), family.quickInitramfs],
    },
    engine: defaultEngineFor(target.packageManager),
    memoryMebibytes,
    fault: undefined,
    boots: [
      {
        name: 'before',
        system: 'source',
        checks: ['source-system', ...prepared, ...kept, 'machine-read', 'installed'],
        end: 'restart',
      },
      ...live,
      {
        name: 'after',
        system: 'upgraded',
        checks: [
          ...(['upgraded', 'result-and-log', 'upgraded-packages', 'upgraded-boot'] as const),
          ...kept,
          ...left,
        ],
        end: 'restart',
      },
      {name: 'by-default', system: 'upgraded', checks: ['new-kernel-by-default'], end: 'power-off'},
    ],
  }
}
