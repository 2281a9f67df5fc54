/** Something wrong in a text: where (a zero-based offset), in which key, and what. */
export interface Problem {
  readonly offset: number
  readonly key?: string
  readonly what: string
}

/** The text that problems are in. */
export interface ProblemSource {
  readonly file: string
  readonly text: string
  /** Whether its lines must not be shown, since there may be a secret in them. */
  readonly isPrivate?: boolean
}

/** A longer line, as in JSON without line breaks, would bury the message. */
const longestShownLine = 200
const longestSentence = 1000

/** Who mends as many sees what the kind is; the rest would push the first ones off the screen. */
const mostShown = 20

/**
 * Renders problems as `file:line:column: key: what`, each with its line of the text under it and a
 * caret below the place, in the order in which they stand in the text; of very many the first ones.
 */
export function renderProblems(problems: readonly Problem[], source: ProblemSource): string {
  const find = placeFinder(source.text)
  const sorted = problems.toSorted((a, b) => a.offset - b.offset)
  const shown = sorted
    .slice(0, mostShown)
    .map(problem => renderProblem(problem, {source, place: find(problem.offset)}))
  const next = sorted[mostShown]
  if (!next) return shown.join('\n')
  const {line, column} = find(next.offset)
  const more = `${source.file}:${line}:${column}: and ${sorted.length - mostShown} more from here on`
  return [...shown, more].join('\n')
}

/** Names a place in a text, `file:line:column`. */
export function placeOf(offset: number, {file, text}: ProblemSource): string {
  const {line, column} = placeFinder(text)(offset)
  return `${file}:${line}:${column}`
}

interface Place {
  readonly line: number
  readonly column: number
  /** The whole line. */
  readonly shown: string
}

/** Looks places up in a text that is split once, however many problems there are. */
export function placeFinder(text: string): (offset: number) => Place {
  const lines = text.split('\n')
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1)
  return offset => {
    let [low, high] = [0, lines.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return {line: low + 1, column: offset - (starts[low] ?? 0) + 1, shown: lines[low] ?? ''}
  }
}

function renderProblem(
  problem: Problem,
  {source, place}: {source: ProblemSource; place: Place},
): string {
  const {line, column} = place
  const shown = place.shown.replace(/\r$/, '')
  const subject = problem.key === undefined ? '' : `${printable(problem.key)}: `
  const heading = `${source.file}:${line}:${column}: ${subject}${printable(problem.what)}`
  const isShown = shown.trim() !== '' && shown.length <= longestShownLine && !source.isPrivate
  if (!isShown) return heading
  const indent = withoutPasswords(shown.slice(0, column - 1)).replace(/[^\t]/g, ' ')
  return `${heading}\n    ${printable(shown)}\n    ${indent}^`
}

/** `USER:PASSWORD@`, in a URL or what is written like one: a proxy may have no scheme, and a password an unencoded @. */
const withoutPasswords = (text: string): string =>
  text.replace(/(?<![^\s"'/])[^\s/@"':]*:[^\s/"']+(?=@)/g, '***')

/**
 * A terminal must not act on what a file holds, and a reader not have to look for the end of it; passwords in URLs are
 * nobody's business.
 */
function printable(whole: string): string {
  const text = withoutPasswords(whole)
  const short = text.length > longestSentence ? `${text.slice(0, longestSentence)}…` : text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  return short.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, '\ufffd')
}
