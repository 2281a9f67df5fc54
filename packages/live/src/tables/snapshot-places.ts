/** How a snapshot without the storage's help holds a place: as second names of the same files, or as files of its own. */
export type Holding = 'link' | 'copy'

/** What is new in a folder goes; or it stays, for it is somebody's own, with or without those links and folders that hold nothing. */
export const freshChoices = ['goes', 'stays-with-content', 'stays'] as const

export type Fresh = (typeof freshChoices)[number]

/** A place of the source that an upgrade writes to. */
export interface SnapshotPlace {
  readonly path: string
  readonly holding: Holding
  /** Those of its children that are meant; all unless told. */
  readonly names?: RegExp
  /** Whether the links among its children are meant, too. */
  readonly withLinks?: boolean
  /** Whether folders among them are not: they are somebody's own. */
  readonly withoutFolders?: boolean
  /** What becomes of what is new in it when the source is taken back; `goes` unless told. */
  readonly fresh?: Fresh
}

/**
 * What a snapshot holds. Package managers replace a file by another one, so that a second name keeps the old one; scripts write
 * in place where configurations and states are.
 */
export const snapshotPlaces: readonly SnapshotPlace[] = [
  // Where /usr is not merged they hold programs; the links are those to /usr, and to kernels.
  {
    path: '/',
    holding: 'link',
    names: /^(bin|sbin|lib(32|64|x32|o32)?)$/,
    withLinks: true,
    fresh: 'stays-with-content',
  },
  {path: '/usr', holding: 'link'},
  {path: '/opt', holding: 'link'},
  {path: '/etc', holding: 'copy'},
  {path: '/var/lib', holding: 'copy'},
  // All else below /var/cache can be made again; debconf's answers cannot.
  {path: '/var/cache/debconf', holding: 'copy'},
  {path: '/root', holding: 'copy', names: /^\./, withoutFolders: true, fresh: 'stays-with-content'},
  // The last ones to go back: from there on the boot loader is the source's.
  {path: '/efi', holding: 'copy'},
  {path: '/boot', holding: 'copy'},
]

/** What is linked, and small enough to be written by a script: the texts of packages, but for those that people read. */
export const writtenInPlace = {
  below: '/usr/share',
  notBelow: ['/usr/share/doc', '/usr/share/man', '/usr/share/locale'],
  mostBytes: 64 * 1024,
} as const

/** A folder that is larger, and that the upgrade itself does not need, is left out where it would have to be copied. */
export const mostCopiedBytes = 1_000_000_000
