import {describe, LivemodeError, type Problem, renderProblems} from '@livemode/config'
import type {z} from 'zod'
import {keyName, parseJsonPositions} from './json-positions.ts'

/**
 * Parses JSON and holds it against a schema.
 *
 * Throws `HOST_INVALID` with everything that is wrong, each with its line, column and key.
 */
export function parseJson<Schema extends z.ZodType>(
  text: string,
  {file, schema}: {file: string; schema: Schema},
): z.output<Schema> {
  const invalid = (problems: readonly Problem[]) =>
    new LivemodeError('HOST_INVALID', renderProblems(problems, {file, text}))
  const {value, positions} = parseJsonPositions(text, problem => invalid([problem]))

  const result = schema.safeParse(value, {error: sentenceOf})
  if (result.success) return result.data
  throw invalid(
    result.error.issues.map(({path, message}) => {
      const key = keyName(path)
      const offset = positions.get(key) ?? positions.get(keyName(path.slice(0, -1))) ?? 0
      return key === '' ? {offset, what: message} : {offset, key, what: message}
    }),
  )
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a string',
}

function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return `must be ${typeNames[issue.expected] ?? issue.expected}, not ${describe(issue.input)}`
  }
  if (issue.code === 'invalid_value') {
    return `must be one of ${issue.values.join(', ')}, not ${describe(issue.input)}`
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`
  }
  if (issue.code === 'invalid_format' && issue.format === 'starts_with') {
    return `must start with ${issue.prefix}, not ${describe(issue.input)}`
  }
  return issue.code === 'invalid_key' ? 'is not an absolute path' : undefined
}
