/** Takes comments away, and keeps the lines: what a checker says of line 7 is in line 7 of the source. */
export function removeComments(
  text: string,
  {comment, hasBlockComments = false}: {comment: RegExp; hasBlockComments?: boolean},
): string {
  const start = new RegExp(comment.source, 'y')
  const whole = hasBlockComments
    ? text.replace(/\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/g, found => found.replace(/[^\n]/g, ''))
    : text
  return whole
    .split('\n')
    .map(line => line.slice(0, commentStart(line, start)).trimEnd())
    .join('\n')
}

/** A comment begins where a word could, and not within quotes. */
function commentStart(line: string, start: RegExp): number {
  let quote = ''
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? ''
    if (character === '\\') at += 1
    else if (quote !== '') quote = character === quote ? '' : quote
    else if ((character === '"' || character === "'") && line.indexOf(character, at + 1) > 0)
      quote = character
    else if (/^$|[\s;{}]/.test(line[at - 1] ?? '')) {
      start.lastIndex = at
      if (start.test(line)) return at
    }
  }
  return line.length
}
