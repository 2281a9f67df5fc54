import {installedMachines} from '../sources/installed-machines.ts'
import type {Scenario} from './scenario.ts'
import {throughout, upgrade} from './upgrade.ts'

const upgraded = upgrade(installedMachines.biosGrubServices, {
  description: '',
  live: throughout,
  prepared: ['services'],
  memoryMebibytes: 1024,
})

const [before, ...live] = upgraded.boots.slice(0, -2)

export const rollback: Scenario = {
  ...upgraded,
  description:
    'takes an upgraded Debian 13 back to the Debian 12 that it was, with its boot loader and services',
  boots: [
    ...(before && 'checks' in before
      ? [{...before, checks: [...before.checks, 'source-listed' as const]}]
      : []),
    ...live,
    {
      name: 'after',
      system: 'upgraded',
      checks: ['upgraded', 'services', 'rollback-asked'],
      end: 'restart',
    },
    {name: 'back', lines: [/livemode: the source is what it was before the upgrade/]},
    {
      name: 'source',
      system: 'source',
      checks: ['source-system', 'services', 'taken-back'],
      end: 'power-off',
    },
  ],
}
