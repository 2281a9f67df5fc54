/** What an entry of GRUB's menu boots, as far as it is Linux. */
export interface GrubEntry {
  /** By which GRUB finds it, below its submenus: `ID>ID`, or titles where there are no ids, in which `>>` stands for `>`. */
  readonly id: string
  readonly title: string
  /** As paths of GRUB: below the root of the file system that holds them. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** The kernel's arguments. */
  readonly arguments: readonly string[]
}

/** The entries of a grub.cfg that grub-mkconfig has made, those of submenus too, in their order. */
export function parseGrubEntries(text: string): readonly GrubEntry[] {
  const entries: {id: string; title: string; words: string[]; initramfs: string[]}[] = []
  // What has been opened by a brace and not closed: the id of a submenu, or nothing.
  const open: (string | undefined)[] = []
  for (const line of text.split('\n')) {
    const [, kind, single, double] =
      /^\s*(menuentry|submenu)\s+(?:'([^']*)'|"([^"]*)")/.exec(line) ?? []
    const title = single ?? double ?? ''
    const id = idOf(line) ?? title.replaceAll('>', '>>')
    if (kind === 'menuentry') {
      const above = open.filter(one => one !== undefined)
      entries.push({id: [...above, id].join('>'), title, words: [], initramfs: []})
    }
    if (/\{\s*(#.*)?$/.test(line)) open.push(kind === 'submenu' ? id : undefined)
    if (/^\s*\}\s*$/.test(line)) open.pop()
    const [command = '', ...words] = line.trim().split(/\s+/)
    const entry = entries.at(-1)
    if (entry === undefined) continue
    if (/^linux(16|efi)?$/.test(command)) entry.words = words
    if (/^initrd(16|efi)?$/.test(command)) entry.initramfs = words
  }
  return entries.flatMap(({id, title, words: [kernel, ...rest], initramfs}) =>
    kernel === undefined ? [] : [{id, title, kernel, initramfs, arguments: rest}],
  )
}

function idOf(line: string): string | undefined {
  const [, single, double, bare] =
    /(?:\$menuentry_id_option|--id)[\s=]+(?:'([^']*)'|"([^"]*)"|([^\s'"]+))/.exec(line) ?? []
  return single ?? double ?? bare
}
