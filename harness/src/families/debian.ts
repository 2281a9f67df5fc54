import {ensureDebianRoot, ownSourcesOf} from '@livemode/userspace'
import type {SourceFamily} from './family.ts'

/** Its releases are called as their suites. */
export const debian = {
  os: {id: 'debian', idLike: []},
  sshdUnit: 'ssh.service',
  systemPackages: ['dbus', 'kmod', 'openssh-server', 'systemd-sysv', 'udev'],
  bootPackages: ['e2fsprogs', 'initramfs-tools', 'linux-image-amd64', 'util-linux', 'zstd'],
  ensureRoot: (session, {version, packages, log}) =>
    ensureDebianRoot(session, {suite: version, packages, log}),
  ensureTargetSources: async (_, {target, config}) => ownSourcesOf(target, config),
  bootFiles: {kernel: '/vmlinuz', initramfs: '/initrd.img'},
  scripts: {'add-kernel': new URL('./debian-add-kernel.sh', import.meta.url)},
} satisfies SourceFamily
