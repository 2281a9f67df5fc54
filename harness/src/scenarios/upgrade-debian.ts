import {file} from '../disks/source-file.ts'
import {installedMachines} from './installed-machines.ts'
import type {Boot, Scenario} from './scenario.ts'

/** From Debian 12 to Debian 13, by the machine's own boot loader and without a network. */
const machine = {
  ...installedMachines.biosGrub,
  hostname: 'source-upgrade',
  files: [file('/srv/data.txt', 'what a user has\n')],
}

const before: Boot = {
  name: 'before',
  system: 'source',
  checks: ['source-system', 'machine-read', 'installed'],
  end: 'restart',
}

const after: Boot = {
  name: 'after',
  system: 'upgraded',
  checks: ['upgraded', 'result-and-log', 'upgraded-packages', 'upgraded-boot'],
  end: 'power-off',
}

const upgradeWith = (description: string, live: readonly Boot[]): Scenario => ({
  description,
  tags: ['upgrade'],
  source: machine,
  engine: 'apt',
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [before, ...live, after],
})

export const upgradeDebian = upgradeWith(
  'upgrades a Debian 12 to Debian 13, which boots by its own GRUB',
  [{name: 'live', system: 'live', checks: ['identity', 'transaction-at-work'], end: 'reboot'}],
)

export const upgradePowerCut = upgradeWith(
  'takes the power away in the middle of an upgrade, which the live system then ends',
  [
    {name: 'cut', system: 'live', checks: ['identity', 'transaction-half-way'], end: 'power-cut'},
    // Nobody has armed anything since: what boots is what the live system itself has seen to.
    {name: 'again', system: 'live', checks: ['identity', 'transaction-resumed'], end: 'reboot'},
  ],
)
