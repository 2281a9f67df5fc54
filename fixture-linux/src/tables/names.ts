/**
 * The names that packages have on Enterprise Linux, with those of Debian's that are in them; the first one is the package that
 * it is mostly, and has its version. What is not named here keeps Debian's name.
 */
export const mergedPackages: Readonly<Record<string, readonly string[]>> = {
  NetworkManager: ['network-manager'],
  cryptsetup: ['cryptsetup-bin'],
  'device-mapper': ['dmsetup'],
  'device-mapper-event': ['dmeventd'],
  'device-mapper-multipath': ['multipath-tools'],
  'dbus-common': ['dbus-system-bus-common', 'dbus-session-bus-common'],
  'dbus-tools': ['dbus-bin'],
  filesystem: ['base-files'],
  glibc: ['libc6', 'libc-bin'],
  gnupg2: ['gpg', 'gpg-agent', 'gpgconf'],
  hwdata: ['pci.ids'],
  iproute: ['iproute2'],
  'iscsi-initiator-utils': ['open-iscsi'],
  iputils: ['iputils-ping', 'iputils-arping'],
  kernel: ['linux-image-amd64'],
  ncurses: ['ncurses-bin'],
  'openssh-clients': ['openssh-client', 'openssh-sftp-server'],
  pam: ['libpam-modules', 'libpam-modules-bin', 'libpam-runtime', 'libpam0g'],
  'pciutils-libs': ['libpci3'],
  polkit: ['polkitd'],
  'procps-ng': ['procps'],
  setup: ['base-passwd'],
  sg3_utils: ['sg3-utils', 'sg3-utils-udev'],
  systemd: ['systemd', 'systemd-sysv', 'libpam-systemd'],
  'systemd-libs': ['libsystemd0', 'libudev1'],
  'systemd-udev': ['udev'],
  'util-linux': ['util-linux', 'login', 'mount', 'util-linux-extra'],
  'vim-minimal': ['vim-tiny'],
  which: ['gnu-which'],
  xz: ['xz-utils'],
}

const byPattern: readonly (readonly [RegExp, string])[] = [
  [/^linux-image-[\d.]+.*-amd64$/, 'kernel-core'],
  [/^libsgutils2-/, 'sg3_utils-libs'],
]

const byName = new Map(
  Object.entries(mergedPackages).flatMap(([name, debian]) => debian.map(one => [one, name])),
)

/** The name on Enterprise Linux of a package of Debian's. */
export const nameOf = (debian: string): string =>
  byName.get(debian) ?? byPattern.find(([pattern]) => pattern.test(debian))?.[1] ?? debian

/** Of several packages of Debian's in one: the one whose version and description it has. */
export const isPrimary = (debian: string): boolean => {
  const merged = mergedPackages[nameOf(debian)]
  return merged === undefined || merged[0] === debian
}
