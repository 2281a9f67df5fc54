import type {Session} from '@livemode/container'
import {ensureDebianRoot} from '@livemode/userspace'

/** The system that is installed on the source machines. */
export const sourceSystem = {
  prettyName: 'Debian GNU/Linux 12 (bookworm)',
  suite: 'bookworm',
  packages: ['dbus', 'kmod', 'openssh-server', 'systemd-sysv', 'udev'],
} as const

/** The image of the source machines' root. */
export const ensureSourceRoot = (session: Session, {log}: {log: (line: string) => void}) =>
  ensureDebianRoot(session, {...sourceSystem, log})
