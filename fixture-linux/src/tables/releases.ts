/** A release of Fixture Linux. */
export interface Release {
  /** Of Debian, whose packages it is made of. */
  readonly suite: string
  readonly dist: string
  /** The packages of Debian's that it has besides those that both have, with all that they need. */
  readonly packages: readonly string[]
  /** Packages of the release before that have no successor, with a limit: its own release package takes them away. */
  readonly obsoletes: readonly string[]
  /** The stream of the module `nginx`. */
  readonly stream: string
}

export const releases = {
  '8': {
    suite: 'bookworm',
    dist: '.el8',
    packages: [],
    obsoletes: [],
    stream: '1.22',
  },
  '9': {
    suite: 'trixie',
    dist: '.el9',
    packages: ['systemd-cryptsetup'],
    obsoletes: [
      'fixture-legacy < 9',
      'isc-dhcp-client < 4.5',
      'libpython3.11 < 3.13',
      'libpython3.11-minimal < 3.13',
      'libpython3.11-stdlib < 3.13',
      'libtss2-mu0 < 4',
      'python3-distutils < 3.13',
      'python3-lib2to3 < 3.13',
      'python3.11 < 3.13',
      'python3.11-minimal < 3.13',
    ],
    stream: '1.26',
  },
} satisfies Record<string, Release>

export type ReleaseId = keyof typeof releases

export const releaseIds = Object.keys(releases) as readonly ReleaseId[]

/** The repositories of every release, and what Debian's packages are asked for in each; what they need is where it is needed first. */
export const repositories = {
  baseos: [
    'base-files',
    'base-passwd',
    'bash',
    'btrfs-progs',
    'bzip2',
    'ca-certificates',
    'coreutils',
    'cpio',
    'cryptsetup-bin',
    'curl',
    'dbus',
    'dbus-daemon',
    'diffutils',
    'dmidecode',
    'dnf',
    'dosfstools',
    'dracut',
    'dracut-live',
    'dracut-network',
    'dracut-squash',
    'e2fsprogs',
    'efibootmgr',
    'file',
    'findutils',
    'gawk',
    'gnu-which',
    'gpg',
    'gpg-agent',
    'grep',
    'gzip',
    'hostname',
    'iproute2',
    'iputils-arping',
    'iputils-ping',
    'kbd',
    'kexec-tools',
    'keyutils',
    'kmod',
    'less',
    'libc-bin',
    'libnss-systemd',
    'libpam-modules',
    'libpam-runtime',
    'libpam-systemd',
    'linux-image-amd64',
    'login',
    'lsscsi',
    'lvm2',
    'mdadm',
    'multipath-tools',
    'ncurses-base',
    'ncurses-bin',
    'netbase',
    'network-manager',
    'open-iscsi',
    'openssh-client',
    'openssh-server',
    'openssl',
    'parted',
    'passwd',
    'pciutils',
    'polkitd',
    'procps',
    'psmisc',
    'rpm',
    'sed',
    'sudo',
    'systemd',
    'systemd-boot',
    'systemd-boot-efi',
    'systemd-container',
    'systemd-sysv',
    'tar',
    'tpm2-tools',
    'tzdata',
    'udev',
    'util-linux',
    'xfsprogs',
    'xz-utils',
    'zstd',
  ],
  appstream: ['nginx', 'strace', 'vim-tiny'],
} as const

export type RepositoryId = keyof typeof repositories

export const repositoryIds = Object.keys(repositories) as readonly RepositoryId[]
