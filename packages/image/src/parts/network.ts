import type {Config, PlannedFile} from '@livemode/config'
import {enabledUnit, file, maskedUnit, program, shipped} from './part.ts'

/** The parts of the program that makes a keyfile of an ifcfg file. */
export const ifcfgParts = [
  'addresses',
  'devices',
  'ip',
  'keyfile',
  'options',
  'profile',
  'routes',
  'rules',
  'tables',
  'variable',
  'variables',
  'words',
] as const

/** The network: NetworkManager with the source's profiles, or nothing that would bring it up. */
export const network = (config: Config): PlannedFile[] =>
  config.setup_network_manager
    ? networkManager()
    : [maskedUnit('NetworkManager.service'), maskedUnit('NetworkManager-wait-online.service')]

const networkManager = (): PlannedFile[] => [
  program('/usr/lib/livemode/network-profiles', shipped('network-profiles')),
  program('/usr/lib/livemode/ifcfg-to-keyfile', shipped('ifcfg-to-keyfile')),
  ...ifcfgParts.map(name =>
    file(`/usr/lib/livemode/ifcfg/${name}.awk`, shipped(`ifcfg/${name}.awk`)),
  ),
  ...enabledUnit('network-profiles.service', 'NetworkManager.service'),
  // Nobody is asked whether the network works.
  file('/etc/NetworkManager/conf.d/50-livemode.conf', '[connectivity]\nenabled=false\n'),
  // Only mounts with _netdev wait for the network: no longer than for a device (parts/fstab.ts).
  file(
    '/etc/systemd/system/NetworkManager-wait-online.service.d/50-livemode.conf',
    '[Service]\nEnvironment=NM_ONLINE_TIMEOUT=30\n',
  ),
]
