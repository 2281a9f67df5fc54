/** The fields of one paragraph by their names in lower case; a value keeps its continuation lines. */
export type Paragraph = ReadonlyMap<string, string>

/** What lies between two paragraphs; lines may end as on Windows, which apt reads, too. */
export const betweenParagraphs = /\n(?:[ \t\r]*\n)+/

/** Parses the paragraphs of deb822(5): the files of dpkg and apt, and what `apt-cache show` prints. */
export const parseParagraphs = (text: string): readonly Paragraph[] =>
  text
    .split(betweenParagraphs)
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

/** The names of fields that each paragraph has more than once: of their values one counts, and the others say nothing. */
export const repeatedFields = (text: string): readonly string[] =>
  text.split(betweenParagraphs).flatMap(paragraph => {
    const names = paragraph.match(/^[^\s:#]+(?=:)/gm) ?? []
    const lower = names.map(name => name.toLowerCase())
    return names.filter((_, index) => lower.indexOf(lower[index] ?? '') < index)
  })

/** The words of a field. */
export const wordsOf = (paragraph: Paragraph, name: string): readonly string[] =>
  paragraph.get(name)?.split(/\s+/).filter(Boolean) ?? []

/** Whether a field says no, by what apt takes for that, see sources.list(5). */
export const isNo = (paragraph: Paragraph, name: string): boolean =>
  /^(no|false|without|off|disable|0)$/i.test(wordsOf(paragraph, name)[0] ?? '')

/** The names of keyrings that `Signed-By` has, or the key itself, of which an empty line is written as a dot; null: neither. */
export function parseSignedBy(value: string): string | null {
  if (!value.includes('-----BEGIN')) return value.split(/\s+/).filter(Boolean).join(' ') || null
  const lines = value.split('\n').map(line => line.trim())
  return lines
    .map(line => (line === '.' ? '' : line))
    .join('\n')
    .trim()
}
