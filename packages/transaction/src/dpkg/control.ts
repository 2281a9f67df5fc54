/** The fields of one paragraph by their names in lower case; a value keeps its continuation lines. */
export type Paragraph = ReadonlyMap<string, string>

/** Parses the paragraphs of deb822(5): the files of dpkg and apt, and what `apt-cache show` prints. */
export const parseParagraphs = (text: string): readonly Paragraph[] =>
  text
    .split(/\n(?:[ \t]*\n)+/)
    .map(parseParagraph)
    .filter(paragraph => paragraph.size > 0)

function parseParagraph(text: string): Paragraph {
  const fields = new Map<string, string>()
  let last: string | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) fields.set(last, `${fields.get(last)}\n${line}`)
      continue
    }
    const [, name, value = ''] = /^([^\s:]+):[ \t]*(.*?)\s*$/.exec(line) ?? []
    last = name?.toLowerCase()
    if (last !== undefined) fields.set(last, value)
  }
  return fields
}
