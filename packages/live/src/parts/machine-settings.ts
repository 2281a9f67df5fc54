import type {PlannedFile} from '@livemode/config'
import {enabledUnit, file} from './part.ts'

/**
 * Lets arrays have their own names although their metadata names another host. In the initramfs too,
 * which assembles some; mdadm reads this file before any other, on every distribution.
 */
export const ownArrayNames: PlannedFile = file('/etc/mdadm.conf', 'HOMEHOST <ignore>\n')

/** What makes the machine the one it is is taken from the source root while the live system starts. */
export const machineSettings = (): PlannedFile[] => [
  ...enabledUnit('machine-settings.service'),
  ...enabledUnit('machine-settings-crypttab.service'),
  ownArrayNames,
]
