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

/**
 * Renders problems as `file:line:column: key: what`, each with its line of the text under it and a
 * caret below the place, in the order in which they stand in the text.
 */
export function renderProblems(problems: readonly Problem[], source: ProblemSource): string {
  return problems
    .toSorted((a, b) => a.offset - b.offset)
    .map(problem => renderProblem(problem, source))
    .join('\n')
}

/** Names a place in a text, `file:line:column`. */
export function placeOf(offset: number, {file, text}: ProblemSource): string {
  const {line, column} = lineAndColumn(text, offset)
  return `${file}:${line}:${column}`
}

function renderProblem(problem: Problem, source: ProblemSource): string {
  const {line, column} = lineAndColumn(source.text, problem.offset)
  const shown = (source.text.split('\n')[line - 1] ?? '').replace(/\r$/, '')
  const subject = problem.key === undefined ? '' : `${printable(problem.key)}: `
  const heading = `${placeOf(problem.offset, source)}: ${subject}${printable(problem.what)}`
  const isShown = shown.trim() !== '' && shown.length <= longestShownLine && !source.isPrivate
  if (!isShown) return heading
  const indent = shown.slice(0, column - 1).replace(/[^\t]/g, ' ')
  return `${heading}\n    ${printable(shown)}\n    ${indent}^`
}

function lineAndColumn(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n')
  return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1}
}

/** A terminal must not act on what a file holds. */
const printable = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, '\ufffd')
