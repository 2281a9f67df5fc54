import {isUtf8} from 'node:buffer'
import {textAsBytes} from '../source/byte-text.ts'

/** The lines of a keyfile by section; both in the order in which they were put. */
export type Keyfile = Map<string, string[]>

/** Adds keys to sections; those without a value are left out. */
export function put(
  keyfile: Keyfile,
  sections: Readonly<Record<string, Readonly<Record<string, string | number | undefined>>>>,
): void {
  for (const [section, entries] of Object.entries(sections)) {
    for (const [key, value] of Object.entries(entries)) {
      if (value === undefined || value === '') continue
      const lines = keyfile.get(section) ?? []
      keyfile.set(section, lines)
      lines.push(`${key}=${value}`)
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '?',
}

/** A text as a keyfile has it: no line of its own, no space at its start. */
export function escapeKeyfile(text: string): string {
  // Keyfiles are in UTF-8, and an older encoding would cost the whole profile.
  const readable = isUtf8(textAsBytes(text)) ? text : text.replace(/[\x80-\xff]/g, '?')
  return readable
    .replace(/[\\\n\r\t\0]/g, character => escapes[character] ?? character)
    .replace(/^ /, '\\s')
}

export const renderKeyfile = (keyfile: Keyfile): string =>
  [...keyfile].map(([section, lines]) => `[${section}]\n${lines.join('\n')}\n`).join('\n')
