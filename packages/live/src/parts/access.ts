import type {Config, PlannedFile} from '@livemode/config'
import {places} from '../tables/places.ts'
import {directory, enabledUnit, file} from './part.ts'

interface Access {
  /** The text of the authorized_keys file that the configuration names. */
  readonly authorizedKeys: string | null
  /** The release's name for sshd's service. */
  readonly sshdUnit: string
}

/** Who gets in, and over what: the consoles, ssh. */
export const access = (config: Config, {authorizedKeys, sshdUnit}: Access): PlannedFile[] => [
  ...(config.setup_passwordless_root ? enabledUnit('passwordless-root.service') : []),
  ...(authorizedKeys === null ? [] : sshd(authorizedKeys, sshdUnit)),
]

const sshd = (authorizedKeys: string, sshdUnit: string): PlannedFile[] => [
  directory('/root/.ssh', '0700'),
  file('/root/.ssh/authorized_keys', authorizedKeys, '0600'),
  // The first value that sshd reads counts, and it reads these files in the order of their names.
  file('/etc/ssh/sshd_config.d/00-livemode.conf', sshdSettings),
  file(`/etc/systemd/system/${sshdUnit}.d/50-livemode.conf`, sshdDropIn),
]

const sshdSettings = `AuthenticationMethods publickey
AuthorizedKeysFile .ssh/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitEmptyPasswords no
`

// The keys are on the source's root file system, which may be mounted late.
const sshdDropIn = `[Unit]
After=run-upgrade.mount

[Service]
ExecStartPre=
ExecStartPre=${places.program} ssh-host-keys
`
