/**
 * The names that packages have on Enterprise Linux, with those of Debian's that are in them; the first one is the package that
 * it is mostly, and has its version. What is not named here keeps Debian's name.
 */
export const mergedPackages: Readonly<Record<string, readonly string[]>> = {
  NetworkManager: ['network-manager'],
  cryptsetup: ['cryptsetup-bin'],
  'device-mapper': ['dmsetup'],
  'device-mapper-event': ['dmeventd'],
  'dbus-common': ['dbus-system-bus-common', 'dbus-session-bus-common'],
  'dbus-tools': ['dbus-bin'],
  filesystem: ['base-files'],
  glibc: ['libc6', 'libc-bin'],
  gnupg2: ['gpg', 'gpg-agent', 'gpgconf'],
  iproute: ['iproute2'],
  iputils: ['iputils-ping', 'iputils-arping'],
  kernel: ['linux-image-amd64'],
  ncurses: ['ncurses-bin'],
  'openssh-clients': ['openssh-client', 'openssh-sftp-server'],
  pam: ['libpam-modules', 'libpam-modules-bin', 'libpam-runtime', 'libpam0g'],
  polkit: ['polkitd'],
  'procps-ng': ['procps'],
  setup: ['base-passwd'],
  systemd: ['systemd', 'systemd-sysv', 'libpam-systemd'],
  'systemd-libs': ['libsystemd0', 'libudev1'],
  'systemd-udev': ['udev'],
  'util-linux': ['util-linux', 'mount', 'util-linux-extra'],
  'vim-minimal': ['vim-tiny'],
  xz: ['xz-utils'],
}

const byPattern: readonly (readonly [RegExp, string])[] = [
  [/^linux-image-[\d.]+.*-amd64$/, 'kernel-core'],
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
