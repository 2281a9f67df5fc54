import {z} from 'zod'
import {describe} from './describe.ts'
import {mirrorUri} from './package-sources.ts'

/** What becomes of a package source that is not the distribution's. */
export const sourceActions = ['map', 'keep', 'disable', 'refuse'] as const

const mustBe = (what: string) => ({
  error: ({input}: {input?: unknown}) => `must be ${what}, not ${describe(input)}`,
})

const words = (what: string) =>
  z
    .array(z.string(mustBe('a text')).regex(/^[^\s"'#\]]+$/, mustBe(what)), mustBe('a list'))
    .min(1, {
      error: 'must not be empty',
    })

/** A mirror that apt can be given as it is: a password in it would be read by everybody. */
const repositoryUri = z
  .string(mustBe('a URL'))
  .regex(
    /^https?:\/\/[^\s/"'#\]@][^\s"'#\]@]*$/,
    mustBe('an http or https URL without a user in it'),
  )

const fields = {
  uri: z
    .string(mustBe('a URL as it stands in the sources of the machine'))
    .regex(/^\S+$/, mustBe('a URL as it stands in the sources of the machine')),
  action: z.enum(sourceActions, mustBe(`one of ${sourceActions.join(', ')}`)),
  new_uri: repositoryUri.optional(),
  suites: words('a suite')
    .refine(suites => suites.every(suite => !suite.endsWith('/')), {
      error: 'must be suites with components: a repository without them cannot be mapped',
    })
    .optional(),
  components: words('a component').optional(),
  mirror: mirrorUri.optional(),
  signed_by: z
    .string(mustBe('an absolute path'))
    .regex(/^\/.*[^/]$/, mustBe('the absolute path of a file'))
    .optional(),
}

const names = Object.keys(fields)
const changes = ['new_uri', 'suites', 'components', 'signed_by'] as const

const thirdPartySource = z
  .strictObject(fields, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `is not one of ${names.join(', ')}`
        : mustBe(`a mapping with ${names.slice(0, 2).join(' and ')}`).error(issue),
  })
  .superRefine((source, context) => {
    const given = changes.filter(name => source[name] !== undefined)
    const refuse = (name: string, message: string) =>
      context.addIssue({code: 'custom', path: [name], message})
    const isUsed = source.action === 'map' || source.action === 'keep'
    if (source.mirror !== undefined && !isUsed) {
      refuse('mirror', `has no meaning with the action ${source.action}`)
    } else if (source.mirror !== undefined && source.uri.endsWith('*')) {
      refuse('mirror', 'would be that of several sources: write one item for each')
    }
    if (source.action !== 'map') {
      for (const name of given) refuse(name, `has no meaning with the action ${source.action}`)
    } else if (given.length === 0) {
      refuse(
        'action',
        `needs one of ${changes.join(', ')}; what stays as it is has the action keep`,
      )
    } else if (source.new_uri !== undefined && source.uri.endsWith('*')) {
      refuse('new_uri', 'would be that of several sources: write one item for each')
    }
  })

/** What somebody has chosen for one of the package sources of others, or for all whose URLs begin alike. */
export type ThirdPartySource = Readonly<z.output<typeof thirdPartySource>>

export const thirdPartySources = z.array(
  thirdPartySource,
  mustBe('a list of package sources, each with uri and action'),
)

/** What was chosen for a URL: by the first that names it, or its beginning with a `*` at the end. */
export const choiceFor = <Choice extends Pick<ThirdPartySource, 'uri'>>(
  uri: string,
  choices: readonly Choice[],
): Choice | undefined =>
  choices.find(({uri: pattern}) =>
    pattern.endsWith('*')
      ? uri.startsWith(pattern.slice(0, -1))
      : withoutSlash(uri) === withoutSlash(pattern),
  )

const withoutSlash = (uri: string) => uri.replace(/\/+$/, '')
