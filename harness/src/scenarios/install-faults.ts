import type {MachineFaultId} from '../faults/machine/index.ts'
import {installedMachines} from './installed-machines.ts'
import type {Boot, Scenario} from './scenario.ts'

/** One fault after the other on the same machine: each boot of the source installs for the next. */
const afterInstall: readonly MachineFaultId[] = [
  'image-deleted',
  'image-cut',
  'image-bit-flipped',
  'initramfs-corrupted',
]

const refused = (fault: MachineFaultId): Boot => ({
  name: fault,
  system: 'source',
  checks: ['source-system', 'install-refused'],
  fault,
  end: 'power-off',
})

const boots: readonly Boot[] = [
  refused('boot-full'),
  ...afterInstall.flatMap((fault): Boot[] => [
    {
      name: `install-${fault}`,
      system: 'source',
      checks: ['source-again', 'installed'],
      fault,
      end: 'restart',
    },
    {name: `live-${fault}`, comesBack: true},
  ]),
  {name: 'install-panic', system: 'source', checks: ['source-again', 'installed'], end: 'restart'},
  {name: 'live-panic', system: 'live', checks: ['identity'], end: 'panic'},
  {name: 'last', system: 'source', checks: ['source-again', 'removed'], end: 'power-off'},
]

export const installFaults = {
  description: 'comes back to the source by itself, whatever is wrong with the live boot',
  tags: ['install'],
  source: {...installedMachines.biosGrub},
  memoryMebibytes: 2048,
  fault: undefined,
  boots,
} satisfies Scenario

export const installRefused = {
  description: 'installs nothing, and changes nothing, where the boot files cannot be written',
  tags: ['install'],
  source: installedMachines.uefiSystemdBoot,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [refused('esp-full'), refused('esp-read-only')],
} satisfies Scenario

const cuts = 10

/** Where the installation was complete already, the live system does its work before the source is back. */
export const installPowerCut = {
  description: 'takes the power away at ten moments of an installation, and finds the source whole',
  tags: ['install'],
  source: installedMachines.biosGrub,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'whole', system: 'source', checks: ['installed', 'removed'], end: 'power-off'},
    ...Array.from({length: cuts}, (_, index): Boot[] => [
      {
        name: `cut-${index + 1}`,
        system: 'source',
        checks: ['source-system', 'install-interrupted'],
        end: 'power-cut',
      },
      {name: `back-${index + 1}`, comesBack: true},
    ]).flat(),
    {
      name: 'last',
      system: 'source',
      checks: ['source-again', 'installed', 'removed'],
      end: 'power-off',
    },
  ],
} satisfies Scenario
