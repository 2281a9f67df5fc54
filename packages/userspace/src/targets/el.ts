/** What every release of Enterprise Linux has alike, as far as there are targets; Fixture Linux, which tests use, as well. */
export const el = {
  family: 'el',
  packageManager: 'dnf',
  // `system-release` is whatever distribution it is.
  basePackages: [
    'system-release',
    'bash',
    'ca-certificates',
    'coreutils',
    'dnf',
    'findutils',
    'rpm',
    'tar',
  ],
  packages: {
    boot: [
      'kernel-core',
      'kernel-modules',
      'systemd',
      'systemd-udev',
      'dbus-daemon',
      'kmod',
      'kexec-tools',
    ],
    'live system': ['systemd-container', 'util-linux', 'passwd', 'less', 'procps-ng'],
    initramfs: ['dracut', 'dracut-live', 'dracut-squash', 'dracut-network', 'zstd'],
    // livenet's requirements: dracut leaves the module out without a word when one is missing.
    network: ['NetworkManager', 'iproute', 'curl', 'gawk', 'iputils', 'openssh-clients'],
    storage: ['lvm2', 'mdadm', 'device-mapper-multipath', 'cryptsetup'],
    // btrfs is none of its file systems.
    'file systems': ['e2fsprogs', 'xfsprogs', 'dosfstools'],
    debugging: ['strace', 'pciutils', 'lsscsi', 'dmidecode', 'psmisc', 'vim-minimal'],
  },
  sshdPackages: ['openssh-server', 'crypto-policies'],
  sshdUnit: 'sshd.service',
  stracePackages: ['strace'],
  deviceSupportPackages: {
    tpm2: ['tpm2-tools'],
    clevis: ['clevis-dracut', 'clevis-luks', 'clevis-systemd'],
    iscsi: ['iscsi-initiator-utils'],
  },
  kernelHmac: true,
  maskedUnits: [
    'dnf-makecache.timer',
    'fstrim.timer',
    // What they would bring up to date has just been built.
    'ldconfig.service',
    'mdcheck_continue.timer',
    'mdcheck_start.timer',
    // Without an address for its mails it fails.
    'mdmonitor.service',
    'raid-check.timer',
    'systemd-hwdb-update.service',
    'systemd-journal-catalog-update.service',
    'systemd-update-done.service',
    'unbound-anchor.timer',
    'xfs_scrub_all.timer',
  ],
  // The initramfs has no NFS: nfs-utils is not in the userspace.
  urlSchemes: ['http', 'https', 'ftp', 'tftp'],
  downloadFolder: '/var/cache/dnf',
} as const
