import type {PlannedFile} from '@livemode/config'
import {assets} from '../assets.ts'
import {places} from '../tables/places.ts'
import {enabledInstance, enabledUnit, file, maskedUnit, program, symlink} from './part.ts'

const gettys = ['tty2', 'tty3', 'tty4']

/** The consoles: the upgrade's log on tty1, logins on tty2 to tty4 and on all serial consoles. */
export const consoles = (): PlannedFile[] => [
  program(`${places.library}/first-console`, assets.read('first-console')),
  ...enabledUnit('console.service'),
  maskedUnit('getty@tty1.service'),
  ...gettys.map(tty => enabledInstance('getty@.service', tty, 'getty.target')),
  program(
    '/usr/lib/systemd/system-generators/livemode-serial-gettys-generator',
    assets.read('serial-gettys-generator'),
  ),
  file('/etc/systemd/logind.conf.d/50-livemode.conf', '[Login]\nNAutoVTs=1\nReserveVT=0\n'),
  symlink('/etc/systemd/system/default.target', '/usr/lib/systemd/system/multi-user.target'),
]
