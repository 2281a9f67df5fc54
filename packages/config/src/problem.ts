/** Something wrong in a text: where (a zero-based offset), in which key, and what. */
export interface Problem {
  readonly offset: number
  readonly key?: string
  readonly what: string
}

/** A longer line, as in JSON without line breaks, would bury the message. */
const longestShownLine = 200

/**
 * Renders problems as `file:line:column: key: what`, each with its line of the text under it and a
 * caret below the place, in the order in which they stand in the text.
 */
export function renderProblems(problems: readonly Problem[], source: {file: string; text: string}) {
  return problems
    .toSorted((a, b) => a.offset - b.offset)
    .map(problem => renderProblem(problem, source))
    .join('\n')
}

function renderProblem(problem: Problem, {file, text}: {file: string; text: string}): string {
  const before = text.slice(0, problem.offset).split('\n')
  const line = before.length
  const column = (before.at(-1)?.length ?? 0) + 1
  const shown = text.split('\n')[line - 1] ?? ''
  const subject = problem.key === undefined ? '' : `${problem.key}: `
  const heading = `${file}:${line}:${column}: ${subject}${problem.what}`
  if (shown.trim() === '' || shown.length > longestShownLine) return heading
  return `${heading}\n    ${shown}\n    ${shown.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`
}
