import {sources} from './sources.ts'
import type {Target} from './target.ts'

const components = ['main', 'contrib', 'non-free', 'non-free-firmware']
const signedBy = '/usr/share/keyrings/debian-archive-keyring.gpg'

export const debian13 = {
  title: 'Debian 13',
  packageManager: 'apt',
  suite: 'trixie',
  repositories: ['trixie', 'trixie-updates', 'trixie-security'],
  registryImage: 'debian:trixie-slim',
  bootstrapPackages: ['ca-certificates'],
  packages: {
    boot: ['linux-image-amd64', 'systemd', 'systemd-sysv', 'udev', 'dbus', 'kmod', 'kexec-tools'],
    'live system': ['systemd-container', 'util-linux', 'login', 'passwd', 'less', 'procps'],
    initramfs: ['dracut', 'dracut-live', 'dracut-squash', 'dracut-network', 'zstd'],
    // livenet's requirements: dracut leaves the module out without a word when one is missing.
    network: ['network-manager', 'iproute2', 'curl', 'gawk', 'iputils-arping', 'openssh-client'],
    storage: ['lvm2', 'mdadm', 'multipath-tools', 'cryptsetup', 'systemd-cryptsetup'],
    'file systems': ['e2fsprogs', 'xfsprogs', 'btrfs-progs', 'dosfstools'],
    debugging: ['strace', 'pciutils', 'lsscsi', 'dmidecode', 'psmisc', 'iputils-ping', 'vim-tiny'],
  },
  sshdPackages: ['openssh-server'],
  sshdUnit: 'ssh.service',
  stracePackages: ['strace'],
  kernelHmac: false,
  maskedUnits: [
    'apt-daily.timer',
    'apt-daily-upgrade.timer',
    'dpkg-db-backup.timer',
    'e2scrub_all.timer',
    'e2scrub_reap.service',
    'fstrim.timer',
    // What they would bring up to date has just been built.
    'ldconfig.service',
    'mdcheck_continue.timer',
    'mdcheck_start.timer',
    // Without an address for its mails it fails.
    'mdmonitor.service',
    'systemd-hwdb-update.service',
    'systemd-journal-catalog-update.service',
    'systemd-update-done.service',
    'xfs_scrub_all.timer',
  ],
  dracutVersion: '106',
  systemdVersion: '257',
  source: sources['debian-13'],
  archive: {
    sourceSuite: 'bookworm',
    architectures: ['amd64', 'arm64', 'armel', 'armhf', 'ppc64el', 'riscv64', 's390x'],
    repositories: [
      {
        folder: 'debian',
        uri: 'http://deb.debian.org/debian',
        suites: ['trixie', 'trixie-updates'],
        components,
        signedBy,
      },
      {
        folder: 'security',
        uri: 'http://security.debian.org/debian-security',
        suites: ['trixie-security'],
        components,
        signedBy,
      },
    ],
  },
  // The initramfs has no NFS: nfs-common is not in the userspace.
  urlSchemes: ['http', 'https', 'ftp', 'tftp'],
  downloadFolder: '/var/cache/apt/archives',
  sizes: {
    kernel: 13_000_000,
    initramfs: 70_000_000,
    image: 300_000_000,
    download: 1_500_000_000,
  },
} satisfies Target
