import type {Archive} from './archive.ts'

const signedBy = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** What every release of Debian has alike, as far as there are targets. */
export const debian = {
  family: 'debian',
  packageManager: 'apt',
  packages: {
    boot: ['linux-image-amd64', 'systemd', 'systemd-sysv', 'udev', 'dbus', 'kmod', 'kexec-tools'],
    'live system': ['systemd-container', 'util-linux', 'login', 'passwd', 'less', 'procps'],
    initramfs: ['dracut', 'dracut-live', 'dracut-squash', 'dracut-network', 'zstd'],
    // livenet's requirements: dracut leaves the module out without a word when one is missing.
    network: ['network-manager', 'iproute2', 'curl', 'gawk', 'iputils-arping', 'openssh-client'],
    storage: ['lvm2', 'mdadm', 'multipath-tools', 'cryptsetup'],
    'file systems': ['e2fsprogs', 'xfsprogs', 'btrfs-progs', 'dosfstools'],
    debugging: ['strace', 'pciutils', 'lsscsi', 'dmidecode', 'psmisc', 'iputils-ping', 'vim-tiny'],
  },
  sshdPackages: ['openssh-server'],
  sshdUnit: 'ssh.service',
  stracePackages: ['strace'],
  // The libraries that systemd loads come with the programs, without which dracut leaves its module out.
  deviceSupportPackages: {
    tpm2: ['tpm2-tools'],
    clevis: ['clevis-dracut', 'clevis-tpm2'],
    iscsi: ['open-iscsi'],
  },
  kernelHmac: false,
  x86Level: 1,
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
  // The initramfs has no NFS: nfs-common is not in the userspace.
  urlSchemes: ['http', 'https', 'ftp', 'tftp'],
  downloadFolder: '/var/cache/apt/archives',
} as const

/** What the userspaces of a release of Debian begin with; firmware can be installed in them. */
export const debianBase = (suite: string) => ({
  suite,
  packages: ['ca-certificates'],
  components: ['main', 'non-free-firmware'],
  registryImage: `debian:${suite}-slim`,
})

/** Where the packages of a release of Debian come from. */
export const debianArchive = (
  suite: string,
  {components, ...source}: Omit<Archive, 'repositories'> & {components: readonly string[]},
): Archive => ({
  ...source,
  repositories: [
    {
      folder: 'debian',
      uri: 'http://deb.debian.org/debian',
      suites: [suite, `${suite}-updates`],
      components,
      signedBy,
      mirrorSetting: 'mirror',
    },
    {
      folder: 'security',
      uri: 'http://security.debian.org/debian-security',
      suites: [`${suite}-security`],
      components,
      signedBy,
      mirrorSetting: 'security_mirror',
    },
  ],
})
