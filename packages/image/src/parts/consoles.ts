import type {PlannedFile} from '@livemode/config'
import {enabledInstance, enabledUnit, file, maskedUnit, symlink} from './part.ts'

const gettys = ['tty2', 'tty3', 'tty4']

/**
 * The consoles: the upgrade's log on tty1, logins on tty2 to tty4. Serial consoles of the kernel
 * command line get theirs from systemd-getty-generator(8).
 */
export const consoles = (): PlannedFile[] => [
  ...enabledUnit('console.service'),
  maskedUnit('getty@tty1.service'),
  ...gettys.map(tty => enabledInstance('getty@.service', tty, 'getty.target')),
  file('/etc/systemd/logind.conf.d/50-livemode.conf', '[Login]\nNAutoVTs=1\nReserveVT=0\n'),
  symlink('/etc/systemd/system/default.target', '/usr/lib/systemd/system/multi-user.target'),
]
