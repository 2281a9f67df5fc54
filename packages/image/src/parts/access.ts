import type {Config, PlannedFile} from '@livemode/config'
import {directory, enabledUnit, file, maskedUnit, program, shipped} from './part.ts'

interface Access {
  /** The text of the authorized_keys file that the configuration names. */
  readonly authorizedKeys: string | null
  /** The release's name for sshd's service. */
  readonly sshdUnit: string
}

/** Who gets in, and over what: the consoles, ssh, the network. */
export const access = (config: Config, {authorizedKeys, sshdUnit}: Access): PlannedFile[] => [
  ...(config.setup_passwordless_root ? enabledUnit('passwordless-root.service') : []),
  ...(authorizedKeys === null ? [] : sshd(authorizedKeys, sshdUnit)),
  ...(config.setup_network_manager
    ? [
        program('/usr/lib/livemode/network-profiles', shipped('network-profiles')),
        ...enabledUnit('network-profiles.service', 'NetworkManager.service'),
      ]
    : [maskedUnit('NetworkManager.service'), maskedUnit('NetworkManager-wait-online.service')]),
]

const sshd = (authorizedKeys: string, sshdUnit: string): PlannedFile[] => [
  directory('/root/.ssh', '0700'),
  file('/root/.ssh/authorized_keys', authorizedKeys, '0600'),
  program('/usr/lib/livemode/ssh-host-keys', shipped('ssh-host-keys')),
  file(
    `/etc/systemd/system/${sshdUnit}.d/50-livemode.conf`,
    '[Service]\nExecStartPre=\nExecStartPre=/usr/lib/livemode/ssh-host-keys\n',
  ),
]
