import type {PlannedFile} from '@livemode/config'
import {liveDevice} from '../source-root.ts'
import {enabledUnit, file, program, shipped} from './part.ts'

const scripts = [
  'machine-settings',
  'machine-settings-arrays',
  'machine-settings-crypttab',
  'machine-settings-host-name',
  'machine-settings-interface-names',
  'machine-settings-multipath',
]

/**
 * Lets arrays have their own names although their metadata names another host. In the initramfs too,
 * which assembles some; mdadm reads this file before any other, on every distribution.
 */
export const ownArrayNames: PlannedFile = file('/etc/mdadm.conf', 'HOMEHOST <ignore>\n')

// The initramfs has mounted the source root: devices can wait for the settings that are about them.
const beforeDevices = file(
  '/usr/lib/systemd/system/machine-settings.service.d/50-livemode.conf',
  '[Unit]\nBefore=systemd-udev-trigger.service multipathd.service\n',
)

/** What makes the machine the one it is is taken from the source root while the live system starts. */
export const machineSettings = (sourceRoot: string): PlannedFile[] => [
  ...scripts.map(name => program(`/usr/lib/livemode/${name}`, shipped(name))),
  ...enabledUnit('machine-settings.service'),
  ...enabledUnit('machine-settings-crypttab.service'),
  ...(sourceRoot === liveDevice ? [beforeDevices] : []),
  ownArrayNames,
]
