import {stripVTControlCharacters} from 'node:util'

/** A text as one line that moves no cursor: what packages and scripts say may hold anything. */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text)
    .toWellFormed()
    .replace(/\s/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')

/** How many cells of a terminal a character takes: none where it goes onto the one before it. */
export function cellsOf(character: string): 0 | 1 | 2 {
  if (/^[\p{Mn}\p{Me}]/u.test(character)) return 0
  const code = character.codePointAt(0) ?? 0
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1
}

/** The blocks of Unicode whose characters are wide, see UAX #11: Hangul, CJK, full-width forms, pictures. */
const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

/** Breaks a line where it reaches the width of a screen, wherever that is; at least one row. */
export function wrap(text: string, columns: number): readonly string[] {
  const rows: string[] = []
  let row = ''
  let used = 0
  for (const character of text) {
    const cells = cellsOf(character)
    if (used + cells > columns && row !== '') {
      rows.push(row)
      row = ''
      used = 0
    }
    // What is wider than the whole screen has no place on it.
    if (cells > columns) continue
    row += character
    used += cells
  }
  return [...rows, row]
}

/** As much of a line as the width of a screen has room for. */
export const cut = (text: string, columns: number): string => wrap(text, columns)[0] ?? ''
