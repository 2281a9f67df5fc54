/** What mdadm.conf(5) says of arrays; the rest is for its monitor, of which a line names a program to be run. */
const keywords = [
  'array',
  'auto',
  'create',
  'device',
  'encryption_no_verify',
  'homecluster',
  'homehost',
  'part-policy',
  'policy',
  'probing',
  'sysfs',
]

/** As mdadm reads it: three letters of a keyword do, of either case. */
const isKept = (word: string) =>
  word.startsWith('#') ||
  (word.length >= 3 && keywords.some(keyword => keyword.startsWith(word.toLowerCase())))

/** Keeps the lines that are about arrays, with those that go on with one, which start with a space. */
export function keepArrayLines(text: string): {
  readonly text: string
  /** The keywords of the others. */
  readonly leftOut: readonly string[]
} {
  const lines = text.match(/[^\n]+(?:\n[ \t][^\n]*)*/g) ?? []
  const wordOf = (line: string) => line.trimStart().split(/\s/, 1)[0] ?? ''
  return {
    text: lines
      .filter(line => isKept(wordOf(line)))
      .map(line => `${line}\n`)
      .join(''),
    leftOut: lines.map(wordOf).filter(word => word !== '' && !isKept(word)),
  }
}
