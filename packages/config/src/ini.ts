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
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, section] = /^\[([^\]]+)\]\s*$/.exec(line) ?? []
    const [, name, value = ''] = /^([^\s=#;[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    const options = sections.at(-1)?.[1]
    if (section !== undefined) {
      sections.push([section, new Map()])
      last = undefined
    } else if (/^\s*(?:[#;]|$)/.test(line)) {
      if (line.trim() === '') last = undefined
    } else if (/^\s/.test(line) && last !== undefined) {
      options?.set(last, `${options.get(last)}\n${line.trim()}`)
    } else if (name !== undefined && options !== undefined) {
      options.set(name, value)
      last = name
    } else unread.push(index + 1)
  }
  return {sections, unread}
}
