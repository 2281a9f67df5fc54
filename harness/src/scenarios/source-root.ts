import type {Session} from '@livemode/container'
import {ensureDebianRoot} from '@livemode/userspace'
import {type InstallationId, installations} from '../installations/index.ts'

/** The system that is installed on the source machines. */
export const sourceSystem = {
  prettyName: 'Debian GNU/Linux 12 (bookworm)',
  suite: 'bookworm',
  packages: ['dbus', 'kmod', 'openssh-server', 'systemd-sysv', 'udev'],
} as const

/** What a machine needs besides to boot by itself; its boot loader is a matter of the installation. */
const bootPackages = ['e2fsprogs', 'initramfs-tools', 'linux-image-amd64', 'util-linux', 'zstd']

/** The image of the source machines' root. */
export const ensureSourceRoot = (
  session: Session,
  {installation, log}: {installation: InstallationId | undefined; log: (line: string) => void},
) => ensureDebianRoot(session, {...sourceSystem, packages: packagesOf(installation), log})

function packagesOf(installation: InstallationId | undefined): readonly string[] {
  if (installation === undefined) return sourceSystem.packages
  const loader = installations[installation].packages
  return [...sourceSystem.packages, ...bootPackages, ...loader].toSorted()
}
