import type {Session} from '@livemode/container'
import {ensureDebianRoot} from '@livemode/userspace'
import {type InstallationId, installations} from '../installations/index.ts'
import {releaseOf} from './releases.ts'
import type {SourceMachine} from './scenario.ts'

/** What is installed on every source machine. */
const systemPackages = ['dbus', 'kmod', 'openssh-server', 'systemd-sysv', 'udev']

/** What a machine needs besides to boot by itself; its boot loader is a matter of the installation. */
const bootPackages = ['e2fsprogs', 'initramfs-tools', 'linux-image-amd64', 'util-linux', 'zstd']

/** The image of a source machine's root. */
export const ensureSourceRoot = (
  session: Session,
  {source, log}: {source: SourceMachine; log: (line: string) => void},
) =>
  ensureDebianRoot(session, {
    suite: releaseOf(source).target.archive.sourceSuite,
    packages: packagesOf(source.installation),
    log,
  })

function packagesOf(installation: InstallationId | undefined): readonly string[] {
  if (installation === undefined) return systemPackages
  const loader = installations[installation].packages
  return [...systemPackages, ...bootPackages, ...loader].toSorted()
}
