import {posix} from 'node:path'
import {sourcePlaces} from '@livemode/live'

/** What changes packages by itself, see systemd.timer(5) of apt; the second is what runs unattended-upgrade. */
const units = ['apt-daily.service', 'apt-daily-upgrade.service'] as const

const dropIn = `[Unit]
# The upgrade was planned for the packages as they are.
ConditionPathExists=!${sourcePlaces.freeze}
`

/**
 * Plans the files that keep the packages of this machine as they are while an upgrade is installed: with other packages it
 * would be refused. The upgrade itself takes the condition away, and `remove` all of it.
 */
export const planFreeze = () => [
  {path: sourcePlaces.freeze, mode: 0o644, content: ''},
  ...units.map(unit => ({
    path: posix.join('/etc/systemd/system', `${unit}.d`, '50-livemode.conf'),
    mode: 0o644,
    content: dropIn,
  })),
]
