/** What an entry of GRUB's menu boots, as far as it is Linux. */
export interface GrubEntry {
  /** As paths of GRUB: below the root of the file system that holds them. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** The kernel's arguments. */
  readonly arguments: readonly string[]
  /** All that it does, a command a line. */
  readonly lines: readonly string[]
}

/** The entries of a grub.cfg that grub-mkconfig has made, those of submenus too, in their order. */
export function parseGrubEntries(text: string): readonly GrubEntry[] {
  const entries: string[][] = []
  // For each brace that is open: the lines of the entry that it is in, or nothing.
  const open: (string[] | undefined)[] = []
  for (const line of text.split('\n')) {
    if (/^\s*\}\s*$/.test(line)) open.pop()
    open.at(-1)?.push(line)
    if (!/\{\s*(#.*)?$/.test(line)) continue
    const isEntry = /^\s*menuentry\s/.test(line)
    if (isEntry) entries.push([])
    open.push(isEntry ? entries.at(-1) : open.at(-1))
  }
  return entries.flatMap(lines => {
    const [kernel, ...rest] = wordsOf(lines, /^linux(16|efi)?$/)
    if (kernel === undefined) return []
    return [{kernel, initramfs: wordsOf(lines, /^initrd(16|efi)?$/), arguments: rest, lines}]
  })
}

/** What stands behind a command, where it stands last. */
function wordsOf(lines: readonly string[], command: RegExp): readonly string[] {
  const all = lines.map(line => line.trim().split(/\s+/))
  return all.findLast(([first = '']) => command.test(first))?.slice(1) ?? []
}

/** An entry that does the same as another one, and gives the kernel more arguments. */
export const renderGrubEntry = (
  {lines}: Pick<GrubEntry, 'lines'>,
  {id, title, more}: {readonly id: string; readonly title: string; readonly more: string},
): string =>
  [
    // A menu with a password would otherwise wait for it.
    `menuentry '${title}' --id ${id} --unrestricted {`,
    ...lines.map(line => (/^\s*linux(16|efi)?\s/.test(line) ? `${line.trimEnd()} ${more}` : line)),
    '}\n',
  ].join('\n')
