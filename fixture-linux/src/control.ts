/** The fields of one package, as in a Packages index, see deb-control(5). */
export type Paragraph = ReadonlyMap<string, string>

/** Reads paragraphs of fields; of a field of several lines the first one. */
export const parseParagraphs = (text: string): readonly Paragraph[] =>
  text
    .split(/\n{2,}/)
    .filter(paragraph => paragraph.trim() !== '')
    .map(paragraph => new Map(paragraph.split('\n').flatMap(parseField)))

function parseField(line: string): readonly (readonly [string, string])[] {
  const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
  return name === undefined || value === undefined ? [] : [[name, value.trim()]]
}

/** A field that every package has. Throws when this one does not. */
export function fieldOf(paragraph: Paragraph, name: string): string {
  const value = paragraph.get(name)
  if (value === undefined)
    throw new Error(`the package ${paragraph.get('Package')} has no field ${name}`)
  return value
}
