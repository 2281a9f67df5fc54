/** Where a source keeps what decides about its packages: one file, or the files of a folder. */
interface Place {
  readonly path: string
  /** The names that the program which reads the folder reads; none: the path is a file. */
  readonly names?: RegExp
  /** What of it would be a secret: users in URLs, passwords among options. */
  readonly secrets?: 'urls' | 'options' | 'accounts' | 'settings'
}

/**
 * What a resolver needs to know of a source, as it is but for its secrets. Nothing of auth.conf(5) is among it: that is what it
 * keeps passwords in.
 */
export const packageFactPlaces: readonly Place[] = [
  {path: '/var/lib/dpkg/status'},
  {path: '/var/lib/dpkg/arch'},
  {path: '/var/lib/dpkg/diversions'},
  {path: '/var/lib/dpkg/statoverride'},
  {path: '/var/lib/apt/extended_states'},
  {path: '/etc/apt/apt.conf', secrets: 'urls'},
  // See apt.conf(5), apt_preferences(5) and sources.list(5) for the names that are read.
  {path: '/etc/apt/apt.conf.d', names: /^([\w-]+|[\w.-]+\.conf)$/, secrets: 'urls'},
  {path: '/etc/apt/preferences'},
  {path: '/etc/apt/preferences.d', names: /^([\w-]+|[\w.-]+\.pref)$/},
  {path: '/etc/apt/sources.list', secrets: 'urls'},
  {path: '/etc/apt/sources.list.d', names: /^[\w.-]+\.(list|sources)$/, secrets: 'urls'},
  {path: '/etc/dpkg/dpkg.cfg'},
  {path: '/etc/dpkg/dpkg.cfg.d', names: /^[\w-]+$/},
  {path: '/etc/crypttab', secrets: 'options'},
  {path: '/etc/os-release'},
  {path: '/etc/passwd', secrets: 'accounts'},
  {path: '/etc/group', secrets: 'accounts'},
  {path: '/etc/sysctl.conf', secrets: 'settings'},
  {path: '/etc/sysctl.d', names: /^[^.].*\.conf$/, secrets: 'settings'},
  {path: '/var/lib/ucf/hashfile'},
  {path: '/var/lib/ucf/registry'},
]

/** Far more than any of these files has. */
export const mostFactBytes = 64 * 1024 * 1024
