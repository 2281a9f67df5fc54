import type {Config, PlannedFile} from '@livemode/config'
import {enabledUnit, file, maskedUnit} from './part.ts'

/** The network: NetworkManager with the source's profiles, or nothing that would bring it up. */
export const network = (config: Config): PlannedFile[] =>
  config.setup_network_manager
    ? networkManager()
    : [maskedUnit('NetworkManager.service'), maskedUnit('NetworkManager-wait-online.service')]

const networkManager = (): PlannedFile[] => [
  ...enabledUnit('network-profiles.service', 'NetworkManager.service'),
  // Nobody is asked whether the network works.
  file('/etc/NetworkManager/conf.d/50-livemode.conf', '[connectivity]\nenabled=false\n'),
  // Only mounts with _netdev wait for the network: no longer than for a device (machine/fstab.ts).
  file(
    '/etc/systemd/system/NetworkManager-wait-online.service.d/50-livemode.conf',
    '[Service]\nEnvironment=NM_ONLINE_TIMEOUT=30\n',
  ),
]
