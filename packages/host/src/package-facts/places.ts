import {rpmFolders} from '../rpm/folders.ts'

/** Where a source keeps what decides about its packages: one file, or the files of a folder. */
interface Place {
  readonly path: string
  /** The names that the program which reads the folder reads; none: the path is a file. */
  readonly names?: RegExp
  /** What of it would be a secret: users in URLs, passwords among options. */
  readonly secrets?: 'urls' | 'options' | 'accounts' | 'settings' | 'repositories'
  /** Whether it is where a link leads that decides, and not what is there. */
  readonly isLink?: true
  /** Whether the names of what is not read matter, too, see `namesNotRead`. */
  readonly listsOthers?: true
  /** Whether it is a list of a package's paths, of which folders are left out: packages may have them in common. */
  readonly isPathList?: true
  /** Whether it is a database: as large as one may be, and no text. */
  readonly isDatabase?: true
}

const keyrings = /\.(gpg|pgp|asc)$/

/** The packages themselves, in each format of rpm's; what is beside them can be made of them. */
const rpmDatabase = /^(Packages|Packages\.db|Index\.db|rpmdb\.sqlite(-wal)?)$/

/** Where dpkg keeps which paths each package has. */
export const pathLists = '/var/lib/dpkg/info'

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
  {
    path: '/etc/apt/sources.list.d',
    names: /^[\w.-]+\.(list|sources)$/,
    secrets: 'urls',
    listsOthers: true,
  },
  // The keys of others' repositories, which are public.
  {path: '/etc/apt/keyrings', names: keyrings},
  {path: '/usr/share/keyrings', names: keyrings},
  {path: '/etc/apt/trusted.gpg'},
  {path: '/etc/apt/trusted.gpg.d', names: keyrings},
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
  {path: '/etc/timezone'},
  {path: '/etc/localtime', isLink: true},
  {path: '/etc/samba/smb.conf', secrets: 'options'},
  {path: pathLists, names: /\.list$/, isPathList: true},
  ...rpmFolders.map(path => ({path, names: rpmDatabase, isDatabase: true}) as const),
  // See dnf.conf(5) and rpm's macros for the names that are read.
  {path: '/etc/dnf/dnf.conf', secrets: 'repositories'},
  {path: '/etc/dnf/vars', names: /^\w+$/, secrets: 'urls'},
  {path: '/etc/yum/vars', names: /^\w+$/, secrets: 'urls'},
  {path: '/etc/dnf/modules.d', names: /\.module$/},
  {path: '/etc/dnf/protected.d', names: /\.conf$/},
  {path: '/etc/dnf/plugins/versionlock.list'},
  {path: '/etc/yum.repos.d', names: /\.repo$/, secrets: 'repositories'},
  {path: '/etc/rpm', names: /^macros($|\.)/},
  {path: '/etc/selinux/config'},
]

/** Far more than any of these files has. */
export const mostFactBytes = 64 * 1024 * 1024

/** The same of a database. */
export const mostDatabaseBytes = 1024 * 1024 * 1024
