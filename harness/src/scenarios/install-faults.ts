import type {MachineFaultId} from '../faults/machine/index.ts'
import {installedMachines} from '../sources/installed-machines.ts'
import type {Boot, CheckedBoot, Scenario} from './scenario.ts'

const refused = (fault: MachineFaultId): Boot => ({
  name: fault,
  system: 'source',
  checks: ['source-system', 'install-refused'],
  fault,
  end: 'power-off',
})

const installFor = (name: string, more: Partial<CheckedBoot> = {}): Boot => ({
  name: `install-${name}`,
  system: 'source',
  checks: ['source-again', 'installed'],
  end: 'restart',
  ...more,
})

const comesBack = (name: string): Boot => ({name: `live-${name}`, comesBack: true})

/** Where the initramfs of the boot before has told the source what was wrong. */
const told = {checks: ['source-again', 'failure-told', 'installed']} as const

/** One fault after the other on the same machine. */
export const installFaults = {
  description: 'comes back to the source by itself, whatever is wrong with the live boot',
  tags: ['install'],
  source: installedMachines.faults,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    refused('boot-full'),
    installFor('image-deleted', {fault: 'image-deleted'}),
    comesBack('image-deleted'),
    installFor('image-cut', {fault: 'image-cut', ...told}),
    comesBack('image-cut'),
    installFor('image-bit-flipped', {fault: 'image-bit-flipped', ...told}),
    comesBack('image-bit-flipped'),
    installFor('image-overwritten', {fault: 'image-overwritten', ...told}),
    {...comesBack('image-overwritten'), says: /Kernel panic - not syncing: dm-verity/},
    installFor('initramfs-corrupted', {fault: 'initramfs-corrupted'}),
    comesBack('initramfs-corrupted'),
    installFor('kernel-cut', {fault: 'kernel-cut'}),
    comesBack('kernel-cut'),
    installFor('panic'),
    {name: 'live-panic', system: 'live', checks: ['identity'], end: 'panic'},
    installFor('power-cut'),
    {name: 'live-power-cut', system: 'live', checks: ['identity'], end: 'power-cut'},
    {name: 'last', system: 'source', checks: ['source-again', 'removed'], end: 'power-off'},
  ],
} satisfies Scenario

export const installUuidChanged = {
  description:
    'boots the image from a file system of its own, and comes back when that has another UUID',
  tags: ['install'],
  source: installedMachines.faults,
  settings: {squashfs_fullpath: '/srv/live-upgrade.img'},
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'before', system: 'source', checks: ['source-system', 'installed'], end: 'restart'},
    {
      name: 'live',
      system: 'live',
      checks: ['identity', 'source-root', 'upgrade'],
      end: 'restart',
    },
    installFor('uuid-changed', {
      checks: ['source-again', 'result-and-log', 'installed'],
      fault: 'uuid-changed',
    }),
    comesBack('uuid-changed'),
    {name: 'last', system: 'source', checks: ['source-again', 'removed'], end: 'power-off'},
  ],
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

export const installPowerCut = {
  description: 'takes the power away at ten moments of an installation, and finds the source whole',
  tags: ['install'],
  source: installedMachines.biosGrub,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'whole', system: 'source', checks: ['installed', 'removed'], end: 'power-off'},
    ...Array.from(
      {length: cuts},
      (_, index): Boot => ({
        name: `cut-${index + 1}`,
        system: 'source',
        mayComeLate: true,
        checks: ['source-system', 'install-interrupted'],
        end: 'power-cut',
      }),
    ),
    {
      name: 'last',
      system: 'source',
      mayComeLate: true,
      checks: ['source-system', 'installed', 'removed'],
      end: 'power-off',
    },
  ],
} satisfies Scenario
