import {ensureDebianRoot, ownSourcesOf} from '@livemode/userspace'
import {file} from '../disks/source-file.ts'
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
  quickInitramfs: file(
    '/etc/initramfs-tools/conf.d/compression',
    'COMPRESS=zstd\nCOMPRESSLEVEL=1\n',
  ),
  kernelFiles: release => [`/boot/vmlinuz-${release}`, `/boot/initrd.img-${release}`],
  packageQuestions(target) {
    if (target.family !== 'debian') throw new Error(`${target.title} is none of Debian’s`)
    const sources = 'cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null'
    return [
      {what: 'dpkg --audit', command: 'dpkg --audit', answer: ''},
      {
        what: 'dpkg --verify, but for changed configurations',
        command: "dpkg --verify | grep --invert-match '^..5...... c ' || true",
        answer: '',
      },
      {what: 'apt-get check', command: 'apt-get check >/dev/null && echo whole', answer: 'whole'},
      {
        what: 'package sources of the target',
        command: `${sources} | grep --quiet ${target.suite} && echo there`,
        answer: 'there',
      },
      {
        what: 'package sources of the old release',
        command: `${sources} | grep ${target.archive.sourceSuite} || true`,
        answer: '',
      },
      {
        what: 'what kept services from starting',
        command: 'ls /usr/sbin/policy-rc.d 2>/dev/null || true',
        answer: '',
      },
    ]
  },
  listPackages: 'dpkg-query --show',
  scripts: {'add-kernel': new URL('./debian-add-kernel.sh', import.meta.url)},
} satisfies SourceFamily
