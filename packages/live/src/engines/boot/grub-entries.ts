/** How GRUB's `default` may name an entry, or a submenu. */
export interface GrubName {
  /** Its number in the menu that it is in. */
  readonly index: number
  readonly title: string
  /** Empty where it has none. */
  readonly id: string
}

/** What an entry of GRUB's menu boots, as far as it is Linux. */
export interface GrubEntry {
  /** The submenus that it is in, the outermost first, and itself. */
  readonly names: readonly GrubName[]
  /** As paths of GRUB: below the root of the file system that holds them. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** The kernel's arguments. */
  readonly arguments: readonly string[]
  /** All that it does, a command a line. */
  readonly lines: readonly string[]
}

interface Block {
  readonly names: readonly GrubName[]
  /** Where it is an entry, or in one: what that does. */
  readonly lines: string[] | undefined
  /** How many entries and submenus it has. */
  count: number
}

/** The entries of a grub.cfg that grub-mkconfig has made, those of submenus too, in their order. */
export function parseGrubEntries(text: string): readonly GrubEntry[] {
  const entries: {names: readonly GrubName[]; lines: string[]}[] = []
  const menu: Block = {names: [], lines: undefined, count: 0}
  // The braces that are open.
  const open: Block[] = []
  for (const line of text.split('\n')) {
    if (/^\s*\}\s*$/.test(line)) open.pop()
    const block = open.at(-1) ?? menu
    block.lines?.push(line)
    if (!/\{\s*(#.*)?$/.test(line)) continue
    const [, kind] = /^\s*(menuentry|submenu)\s/.exec(line) ?? []
    if (kind === undefined) open.push(block)
    else {
      const names = [...block.names, {index: block.count++, ...parseName(line)}]
      const lines = kind === 'menuentry' ? [] : undefined
      if (lines) entries.push({names, lines})
      open.push({names, lines, count: 0})
    }
  }
  return entries.flatMap(({names, lines}) => {
    const [kernel, ...rest] = wordsOf(lines, /^linux(16|efi)?$/)
    if (kernel === undefined) return []
    const initramfs = wordsOf(lines, /^initrd(16|efi)?$/)
    return [{names, kernel, initramfs, arguments: rest, lines}]
  })
}

/** The title and the id of an entry or submenu, by its first line. */
function parseName(line: string): Pick<GrubName, 'title' | 'id'> {
  const words = [...line.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, plain, quoted, one) =>
      String(plain ?? quoted?.replace(/\\(["\\$])/g, '$1') ?? one),
    ),
  )
  const id = words.findIndex(word => ['--id', '$menuentry_id_option'].includes(word))
  return {title: words[1] ?? '', id: id < 0 ? '' : (words[id + 1] ?? '')}
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
