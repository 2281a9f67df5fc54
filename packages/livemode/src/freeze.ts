import {posix} from 'node:path'
import {sourcePlaces} from '@livemode/live'
import type {Target} from '@livemode/userspace'

type PackageManagerId = Target['packageManager']

/** What changes packages by itself, of each package manager; of apt's the second is what runs unattended-upgrade. */
const units: Readonly<Record<PackageManagerId, readonly string[]>> = {
  apt: ['apt-daily.service', 'apt-daily-upgrade.service'],
  // The first does what its configuration says.
  dnf: ['dnf-automatic.service', 'dnf-automatic-install.service'],
}

const dropIn = `[Unit]
# The upgrade was planned for the packages as they are.
ConditionPathExists=!${sourcePlaces.freeze}
`

const dropInOf = (unit: string) =>
  posix.join('/etc/systemd/system', `${unit}.d`, '50-livemode.conf')

/**
 * Plans the files that keep the packages of this machine as they are while an upgrade is installed: with other packages it
 * would be refused. The upgrade itself takes the condition away, and `remove` all of it.
 */
export const planFreeze = (packageManager: PackageManagerId) => [
  {path: sourcePlaces.freeze, mode: 0o644, content: ''},
  ...units[packageManager].map(unit => ({
    path: dropInOf(unit),
    mode: 0o644,
    content: dropIn,
  })),
]

/** Where there may be such files, whatever the package manager is. */
export const frozenPlaces: readonly string[] = [
  sourcePlaces.freeze,
  ...Object.values(units).flat().map(dropInOf),
]
