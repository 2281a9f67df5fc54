export type ShellWord = {readonly value: string} | {readonly problem: string}

interface Part {
  readonly form: RegExp
  /** What the part stands for; it gets what is between the quotes. */
  readonly read: (text: string) => string
}

const asItIs = (text: string): string => text

/** What a word is made of, see "Quoting" in sh(1). */
const parts: readonly Part[] = [
  {form: /([^'" \t;\\$]+)/y, read: asItIs},
  {form: /'([^']*)'/y, read: asItIs},
  {form: /"((?:[^"\\]|\\.)*)"/sy, read: text => text.replace(/\\([\\"$`])/g, '$1')},
  {form: /\$'((?:[^'\\]|\\.)*)'/sy, read: text => text.replace(/\\([0-7]{1,3}|.)/gs, characterOf)},
  {form: /\\(.)/sy, read: asItIs},
  {form: /(\\|\$(?!'))/y, read: asItIs},
]

/**
 * The value at the start of a text, as a shell takes it, or why it is none. The text is data and is never run:
 * `$(...)` and `$NAME` stay the text that they are.
 */
export function parseShellWord(text: string): ShellWord {
  const values: string[] = []
  let at = 0
  for (let part = partAt(text, at); part !== undefined; part = partAt(text, at)) {
    values.push(part.value)
    at = part.end
  }
  if (/['"$]/.test(text.charAt(at))) return {problem: 'a quote is not closed'}
  return /^[ \t;]*([ \t;]#.*)?$/s.test(text.slice(at))
    ? {value: values.join('')}
    : {problem: 'there is more than one word, and no quotes around them'}
}

function partAt(text: string, at: number): {value: string; end: number} | undefined {
  for (const {form, read} of parts) {
    form.lastIndex = at
    const match = form.exec(text)
    if (match !== null) return {value: read(match[1] ?? ''), end: form.lastIndex}
  }
  return undefined
}

const controls: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r'}

/** What stands behind a backslash within `$'...'`. */
function characterOf(_: string, code: string): string {
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
  return Object.hasOwn(controls, code) ? (controls[code] ?? code) : code
}
