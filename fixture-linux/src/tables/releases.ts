/** A release of Fixture Linux. */
export interface Release {
  /** Of Debian, whose packages it is made of. */
  readonly suite: string
  readonly dist: string
  /** What rpm keeps its database in, in a root of this release: `_db_backend` of its macros. */
  readonly database: 'ndb' | 'sqlite'
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
    database: 'ndb',
    packages: [],
    obsoletes: [],
    stream: '1.22',
  },
  '9': {
    suite: 'trixie',
    dist: '.el9',
    database: 'sqlite',
    packages: ['systemd-cryptsetup'],
    obsoletes: [
      'fixture-legacy < 9',
      'isc-dhcp-client < 4.5',
      'libpython3.11 < 3.13',
      'libpython3.11-minimal < 3.13',
      'libpython3.11-stdlib < 3.13',
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
    'bzip2',
    'ca-certificates',
    'coreutils',
    'cpio',
    'cryptsetup-bin',
    'curl',
    'dbus',
    'dbus-daemon',
    'diffutils',
    'dnf',
    'dosfstools',
    'dracut',
    'dracut-live',
    'dracut-network',
    'dracut-squash',
    'e2fsprogs',
    'file',
    'findutils',
    'gawk',
    'gpg',
    'gpg-agent',
    'grep',
    'gzip',
    'hostname',
    'iproute2',
    'iputils-arping',
    'iputils-ping',
    'kexec-tools',
    'kmod',
    'less',
    'libc-bin',
    'libnss-systemd',
    'libpam-modules',
    'libpam-runtime',
    'libpam-systemd',
    'linux-image-amd64',
    'login',
    'lvm2',
    'ncurses-base',
    'ncurses-bin',
    'netbase',
    'network-manager',
    'openssh-client',
    'openssh-server',
    'openssl',
    'passwd',
    'polkitd',
    'procps',
    'rpm',
    'sed',
    'sudo',
    'systemd',
    'systemd-boot',
    'systemd-boot-efi',
    'systemd-container',
    'systemd-sysv',
    'tar',
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
