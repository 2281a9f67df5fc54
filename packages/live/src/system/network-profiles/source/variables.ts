import {linesOf} from './byte-text.ts'
import {parseShellWord} from './shell-word.ts'

/** Variables by name, each with its text and the line that it stands on. */
export type Variables = ReadonlyMap<string, {readonly text: string; readonly line: number}>

export interface ParsedVariables {
  readonly variables: Variables
  /** What is left out of them. */
  readonly problems: readonly {readonly line: number; readonly message: string}[]
}

/** Takes the text of a file with assignments of a shell; of two to one name the last one counts. */
export function parseVariables(text: string): ParsedVariables {
  const variables = new Map<string, {text: string; line: number}>()
  const problems: {line: number; message: string}[] = []
  for (const [index, written] of linesOf(text).entries()) {
    const line = index + 1
    const assignment = written.replace(/\r$/, '').replace(/^[ \t]*(export[ \t]+)?/, '')
    if (assignment === '' || assignment.startsWith('#')) continue
    const [, name, rest = ''] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(assignment) ?? []
    if (name === undefined) {
      problems.push({line, message: 'this is no assignment; the line is left out'})
      continue
    }
    const word = parseShellWord(rest)
    if ('value' in word) variables.set(name, {text: word.value, line})
    else problems.push({line, message: `${name}: ${word.problem}; the line is left out`})
  }
  return {variables, problems}
}

/** What is left out of a file, as the journal says it. */
export const problemsOf = (file: string, {problems}: ParsedVariables): readonly string[] =>
  problems.map(({line, message}) => `${file}:${line}: ${message}`)

/** The text of a variable; an empty one where there is none, as a shell has it. */
export const textOf = (variables: Variables, name: string): string =>
  variables.get(name)?.text ?? ''
