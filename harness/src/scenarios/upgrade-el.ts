import {installedMachines} from '../sources/installed-machines.ts'
import {again, throughout, upgrade} from './upgrade.ts'

const {fixtureUpgrade} = installedMachines

export const upgradeEl = upgrade(fixtureUpgrade, {
  description:
    'upgrades a Fixture Linux 8, whose rpm has Berkeley DB, to 9, past a scriptlet that fails, and boots it by systemd-boot',
  live: throughout,
  left: ['scriptlet-named'],
})

export const upgradeElPowerCut = upgrade(fixtureUpgrade, {
  description:
    'takes the power away while rpm’s database is made anew, in the middle of the packages, and while the old ones go',
  live: [
    {name: 'database', system: 'live', checks: ['identity', 'database-at-work'], end: 'power-cut'},
    {name: 'half', system: 'live', checks: ['identity', 'transaction-half-way'], end: 'power-cut'},
    {name: 'old', system: 'live', checks: ['identity', 'old-packages-go'], end: 'power-cut'},
    again,
  ],
})
