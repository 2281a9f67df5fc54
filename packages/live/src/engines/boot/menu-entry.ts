/** What a boot loader's menu boots, as far as it is a kernel of the source's. */
export interface MenuEntry {
  /** Paths of the source. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** As uname(2) has it; undefined where the entry does not tell. */
  readonly version: string | undefined
  /** The kernel's arguments. */
  readonly cmdline: string
  /** What the menu shows, where the entry says it. */
  readonly title?: string | undefined
  /** How the loader's default names it. */
  readonly word: string
  /** The text of an entry that does the same, and gives the kernel more arguments; `id` is what GRUB is to call it. */
  readonly renderTrial: (trial: {
    readonly id: string
    readonly title: string
    readonly more: string
  }) => string
}

/** What a boot loader boots where nobody chooses. */
export interface MenuDefault {
  /** What names it: for GRUB a number, a title or an id behind those of its submenus, else a pattern of file names. */
  readonly word: string
  /** Whether the loader keeps it itself, and it is not a configuration that says it. */
  readonly isSaved: boolean
}
