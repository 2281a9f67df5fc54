import {posix} from 'node:path'
import {z} from 'zod'
import {describe, Unclear} from './describe.ts'
import {deviceSupportIds} from './device-support.ts'
import {isPrintableAscii, mustBePrintable} from './printable.ts'
import {snapshotChoices} from './snapshot-choices.ts'

const mustBe = (what: string) => ({
  error: (issue: {input?: unknown}) => `must be ${what}, not ${describe(issue.input)}`,
})

/** The same for values that are texts, where quotes may be all that is missing. */
const mustBeText = (what: string) => ({
  error: ({input}: {input?: unknown}) =>
    `must be ${what}, not ${describe(input)}${input instanceof Unclear ? `: ${input.advice}` : ''}`,
})

/** Refuses what does not hold; the checks behind it do not run then. */
const unless = (sentence: string | ((value: string) => string)) => ({
  abort: true,
  error: ({input}: {input?: unknown}) =>
    typeof sentence === 'string' ? sentence : sentence(String(input)),
})

const packagePattern = /^[A-Za-z0-9][A-Za-z0-9+._:-]*$/
const packageName = z
  .string(mustBeText('a package name'))
  .regex(packagePattern, {abort: true, ...mustBe('a package name')})
  .refine(name => !name.endsWith('-'), {
    ...unless(name => `must be a package name, and apt-get(8) reads ${name} as a removal`),
  })

/** What stands between the commas of `"a,b,c"`, with its place in there. */
export const splitNames = (text: string): readonly {name: string; index: number}[] =>
  [...text.matchAll(/[^,]+/g)].flatMap(({0: part, index}) => {
    const name = part.trim()
    return name === '' ? [] : [{name, index: index + part.indexOf(name)}]
  })

const packagesMeta = {
  anyOf: [
    {type: 'array', items: {type: 'string', pattern: packagePattern.source}},
    {type: 'string', description: 'package names with commas between them'},
  ],
}

const isAbsoluteFile = (path: string) => /^\/./.test(path) && !path.endsWith('/')
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const hasNoControls = (path: string) => !/[\u0000-\u001f\u007f]/.test(path)
const isNormal = (path: string) => posix.normalize(path) === path
/** What the kernel takes, the byte at the end of a path counted: NAME_MAX and PATH_MAX of limits.h. */
const isPossible = (path: string) =>
  Buffer.byteLength(path) < 4096 && path.split('/').every(part => Buffer.byteLength(part) <= 255)
const normalOf = (path: string) => posix.normalize(path).replace(/^\/+/, '/')

export const absolutePath = z
  .string(mustBe('an absolute path'))
  .refine(isAbsoluteFile, {abort: true, ...mustBe('the absolute path of a file')})
  .refine(
    isPossible,
    unless('is longer than a path can be, or has a longer name in it than a file can have'),
  )
  .refine(hasNoControls, unless('must not have control characters in it'))
  .refine(path => isNormal(path) && !path.startsWith('//'), {
    ...unless(path => `must be written without empty, "." and ".." parts: ${normalOf(path)}`),
  })
  .meta({pattern: '^/.*[^/]$'})

/** A number of seconds that a limit can have, from the first on. */
function seconds({most}: {most: number}) {
  const isInRange = (value: number) => Number.isInteger(value) && value >= 1 && value <= most
  const sentence = mustBe(`a whole number of seconds from 1 to ${most}`)
  return z
    .number(sentence)
    .refine(isInRange, sentence)
    .meta({type: 'integer', minimum: 1, maximum: most})
}

/** The types a setting can have; each gives the sentence that refuses a wrong value. */
export const values = {
  boolean: z.boolean(mustBe('true or false')),
  text: z.string(mustBeText('a text')).min(1, mustBe('a text that is not empty')),
  absolutePath,
  /** A path that becomes a word of the kernel command line. */
  bootPath: absolutePath
    .refine(
      path => !/[\s"'\\]/.test(path),
      unless(
        'must not have spaces, quotes or backslashes in it: it goes on the kernel command line',
      ),
    )
    .refine(isPrintableAscii, unless(mustBePrintable))
    .meta({pattern: '^/[!#-&(-\\[\\]-~]*[!#-&(-.0-\\[\\]-~]$'}),
  packages: z
    .preprocess(
      value => (typeof value === 'string' ? splitNames(value).map(({name}) => name) : value),
      z.array(packageName, mustBeText('a list of package names, or one string "a,b,c"')),
    )
    .meta(packagesMeta),
  seconds,
  snapshot: z.enum(snapshotChoices, mustBe(`one of ${snapshotChoices.join(', ')}`)),
  deviceSupport: z
    .array(
      z.enum(deviceSupportIds, mustBe(`one of ${deviceSupportIds.join(', ')}`)),
      mustBe('a list of what devices need'),
    )
    .refine(ids => new Set(ids).size === ids.length, unless('must name each once')),
}
