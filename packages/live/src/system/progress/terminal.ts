/** What a terminal is sent to show a screen, see console_codes(4): each row is drawn over what was there. */
export function renderFrame(screen: string, rows: number): string {
  const lines = screen.split('\n')
  const all = Array.from({length: rows}, (_, index) => lines[index] ?? '')
  // A row is emptied first: afterwards the cursor may stand on its last character.
  return `\x1b[H${all.map(line => `\x1b[2K${line}`).join('\r\n')}`
}

export const terminalCodes = {
  hideCursor: '\x1b[?25l',
  showCursor: '\x1b[?25h',
  /** What was there before comes back with `leave`. */
  enter: '\x1b[?1049h',
  leave: '\x1b[?1049l',
} as const
