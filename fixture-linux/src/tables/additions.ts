/**
 * What a package requires besides Debian's relations: there, essential packages are required by nobody, and a service does not
 * say that it needs a service manager.
 */
export const addedRequires: Readonly<Record<string, readonly string[]>> = {
  bash: ['filesystem'],
  coreutils: ['filesystem'],
  'dracut-core': [
    'bash',
    'coreutils',
    'findutils',
    'gawk',
    'grep',
    'gzip',
    'procps-ng',
    'sed',
    'util-linux',
  ],
  filesystem: ['setup'],
  glibc: ['filesystem'],
  'kernel-core': ['coreutils', 'dracut', 'systemd-udev'],
  'openssh-server': ['systemd'],
  setup: ['system-release'],
  systemd: ['coreutils', 'dbus', 'grep', 'pam', 'util-linux'],
}

/** What a package provides besides its own name and Debian's. */
export const addedProvides: Readonly<Record<string, readonly string[]>> = {
  bash: ['/bin/bash', '/bin/sh'],
  'kernel-core': ['installonlypkg(kernel)', 'kernel-modules', 'kernel-modules-core'],
  passwd: ['shadow-utils'],
}

/** Relations of Debian's that have no use here. */
export const leftOutRequires: Readonly<Record<string, readonly string[]>> = {
  // The programs in Perl that it is for build packages.
  rpm: ['perl'],
}

/** How a file differs from what Debian unpacks: what a postinst does there, and what has to stay out of `rpm --verify`. */
export interface FileAttributes {
  readonly owner?: readonly [mode: string, user: string, group: string]
  /** See capabilities(7), as cap_from_text(3) reads them. */
  readonly capabilities?: string
  /** Its content changes while it is used; its group is that of a scriptlet. */
  readonly isState?: boolean
}

export const fileAttributes: Readonly<Record<string, FileAttributes>> = {
  '/etc/group': {isState: true},
  '/etc/gshadow': {owner: ['0640', 'root', 'root'], isState: true},
  '/etc/passwd': {isState: true},
  '/etc/polkit-1/rules.d': {owner: ['0750', 'root', 'polkitd']},
  '/etc/shadow': {owner: ['0640', 'root', 'root'], isState: true},
  '/proc': {owner: ['0555', 'root', 'root']},
  '/sys': {owner: ['0555', 'root', 'root']},
  '/usr/bin/ping': {capabilities: 'cap_net_raw=ep'},
  '/usr/bin/ssh-agent': {owner: ['2755', 'root', '_ssh']},
  '/usr/lib/dbus-1.0/dbus-daemon-launch-helper': {owner: ['4750', 'root', 'messagebus']},
  '/var/log/nginx': {owner: ['0755', 'root', 'adm']},
}
