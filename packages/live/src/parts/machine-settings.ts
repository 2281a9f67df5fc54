import type {PlannedFile} from '@livemode/config'
import {limits} from '../tables/limits.ts'
import {enabledUnit, file, symlink} from './part.ts'

const arrays = '/etc/mdadm.conf'

/**
 * Lets arrays have their own names although their metadata names another host. In the initramfs too,
 * which assembles some.
 */
export const ownArrayNames: PlannedFile = file(arrays, 'HOMEHOST <ignore>\n')

/** What makes the machine the one it is is taken from the source root while the live system starts. */
export const machineSettings = (): PlannedFile[] => [
  ...enabledUnit('machine-settings.service'),
  ...enabledUnit('machine-settings-crypttab.service'),
  file(
    '/etc/systemd/system.conf.d/50-livemode.conf',
    `[Manager]\nDefaultDeviceTimeoutSec=${limits.device}\n`,
  ),
  ownArrayNames,
  // Which of the two mdadm reads, if both are there, depends on the release.
  symlink('/etc/mdadm/mdadm.conf', arrays),
]
