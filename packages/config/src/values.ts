import {z} from 'zod'

/** Names what was given instead of the expected value, for the end of a sentence. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'an empty value'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof value === 'string') return `the string ${JSON.stringify(value)}`
  return `the ${typeof value} ${String(value)}`
}

const mustBe = (what: string) => ({
  error: (issue: {input?: unknown}) => `must be ${what}, not ${describe(issue.input)}`,
})

const packageName = z
  .string(mustBe('a package name'))
  .regex(/^[A-Za-z0-9][A-Za-z0-9+._:-]*$/, mustBe('a package name'))

const isAbsoluteFile = (path: string) => /^\/./.test(path) && !path.endsWith('/')

/** The types a setting can have; each gives the sentence that refuses a wrong value. */
export const values = {
  boolean: z.boolean(mustBe('true or false')),
  text: z.string(mustBe('a text')).min(1, mustBe('a text that is not empty')),
  absolutePath: z
    .string(mustBe('an absolute path'))
    .refine(isAbsoluteFile, mustBe('the absolute path of a file')),
  packages: z.preprocess(
    value =>
      typeof value === 'string'
        ? value
            .split(',')
            .map(name => name.trim())
            .filter(name => name !== '')
        : value,
    z.array(packageName, mustBe('a list of package names, or one string "a,b,c"')),
  ),
}
