/** What an entry of GRUB's menu boots, as far as it is Linux. */
export interface GrubEntry {
  readonly title: string
  /** As paths of GRUB: below the root of the file system that holds them. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** The kernel's arguments. */
  readonly arguments: readonly string[]
}

/** The entries of a grub.cfg that grub-mkconfig has made, those of submenus too, in their order. */
export function parseGrubEntries(text: string): readonly GrubEntry[] {
  const entries: {title: string; words: string[]; initramfs: string[]}[] = []
  for (const line of text.split('\n')) {
    const [, title] = /^\s*menuentry\s+(?:'([^']*)'|"[^"]*")/.exec(line) ?? []
    if (/^\s*menuentry\s/.test(line)) entries.push({title: title ?? '', words: [], initramfs: []})
    const [command = '', ...words] = line.trim().split(/\s+/)
    const entry = entries.at(-1)
    if (entry === undefined) continue
    if (/^linux(16|efi)?$/.test(command)) entry.words = words
    if (/^initrd(16|efi)?$/.test(command)) entry.initramfs = words
  }
  return entries.flatMap(({title, words: [kernel, ...rest], initramfs}) =>
    kernel === undefined ? [] : [{title, kernel, initramfs, arguments: rest}],
  )
}
