import {installedMachines} from '../sources/installed-machines.ts'
import type {Scenario} from './scenario.ts'

export const bootFixture = {
  description: 'boots a Fixture Linux by its own systemd-boot, kernel and initramfs, twice',
  tags: [],
  source: installedMachines.fixtureSystemdBoot,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {name: 'first', system: 'source', checks: ['source-system'], end: 'restart'},
    {name: 'second', system: 'source', checks: ['source-system'], end: 'power-off'},
  ],
} satisfies Scenario
