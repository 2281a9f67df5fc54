/** The options of one section by their names. A value keeps its continuation lines. */
export type IniOptions = ReadonlyMap<string, string>

/** Parses the form of dnf's `.repo` files, see dnf.conf(5): the sections by their names, and what stands in front of all of them. */
export function parseIni(text: string): {
  readonly sections: readonly (readonly [name: string, IniOptions])[]
  /** The numbers of lines that are nothing of this. */
  readonly unread: readonly number[]
} {
  const sections: [string, Map<string, string>][] = []
  const unread: number[] = []
  let last: string | undefined
  for (const [index, line] of withoutMark(text).split(/\r?\n/).entries()) {
    const trimmed = line.trim()
    if (trimmed === '') last = undefined
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue
    const options = sections.at(-1)?.[1]
    const equals = line.indexOf('=')
    if (line.startsWith('[')) {
      const [, section] = /^\[([^\]]+)\]\s*(?:[#;]|$)/.exec(line) ?? []
      if (section === undefined) unread.push(index + 1)
      else sections.push([section, new Map()])
      last = undefined
    } else if (/^\s/.test(line)) {
      if (last === undefined) unread.push(index + 1)
      else options?.set(last, `${options.get(last)}\n${trimmed}`)
    } else if (options !== undefined && equals > 0) {
      last = line.slice(0, equals).trim()
      options.set(last, line.slice(equals + 1).trim())
    } else unread.push(index + 1)
  }
  return {sections, unread}
}

/** What editors of Windows put in front of a text. */
const withoutMark = (text: string) => text.replace(/^\uFEFF/, '')
