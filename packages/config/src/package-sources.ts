import {z} from 'zod'
import {
  isNo,
  type Paragraph,
  parseParagraphs,
  parseSignedBy,
  repeatedFields,
  wordsOf,
} from './deb822.ts'
import {describe} from './describe.ts'
import {isRepositoryFile, parseRpmRepositories} from './rpm-repositories.ts'
import {absolutePath} from './values.ts'

const mustBe = (what: string) => ({
  error: ({input}: {input?: unknown}) => `must be ${what}, not ${describe(input)}`,
})

/** The name of a server, or its address, and a port. */
const server = String.raw`(?:\[[\da-fA-F:.]+\]|[^\s/"'#?[\]@\\:]+)(?::\d+)?`
const remote = new RegExp(String.raw`^https?://${server}(/[^\s"'#?\]@\\]*)?$`)
const local = /^(file|copy):(\/\/)?\/[^\s"'#?\]\\]+$/

const isMirror = (uri: string) => (remote.test(uri) && URL.canParse(uri)) || local.test(uri)

const aMirror = 'an http:, https:, file: or copy: URI without a user in it'

/** Without a slash at the end, and a local one as apt writes it: `file:/folder`. */
export const plainUri = (uri: string): string =>
  uri.replace(/^(?:file|copy):(?:\/\/)?\/+/, 'file:/').replace(/\/+$/, '')

/** Where an archive is fetched from in place of its own server. */
export const mirrorUri = z
  .string(mustBe(aMirror))
  .refine(isMirror, mustBe(aMirror))
  .meta({pattern: `${remote.source}|${local.source}`})

const aProxy = 'the http URL of a proxy without a user in it, e.g. "http://proxy.example.org:3128"'
const proxy = new RegExp(`^https?://${server}/?$`)

export const proxyUrl = z
  .string(mustBe(aProxy))
  .regex(proxy, {abort: true, ...mustBe(aProxy)})
  .refine(url => URL.canParse(url), mustBe(aProxy))

/** A repository as somebody has written it in the form of deb822, see sources.list(5). */
export interface WrittenRepository {
  readonly uri: string
  readonly suites: readonly string[]
  readonly components: readonly string[]
  /** The path of a keyring on the machine that builds, or the key itself. */
  readonly signedBy: string
  /** Those that it is asked for; undefined: all. */
  readonly architectures?: readonly string[]
  /** Whether an index that has expired is refused. */
  readonly checksValidity: boolean
}

const fields = [
  ...['Types', 'URIs', 'Suites', 'Components', 'Signed-By', 'Architectures'],
  ...['Enabled', 'Check-Valid-Until', 'X-Repolib-Name', 'Description'],
]

/** Parses package sources in the form of deb822; gives what is wrong with them, a sentence each, besides. */
export function parseRepositories(text: string): {
  readonly repositories: readonly WrittenRepository[]
  readonly problems: readonly string[]
} {
  const enabled = parseParagraphs(text).filter(one => !isNo(one, 'enabled'))
  const problems = enabled.flatMap((one, index) =>
    problemsOf(one).map(what => (enabled.length === 1 ? what : `its source ${index + 1} ${what}`)),
  )
  problems.push(...repeatedFields(text).map(name => `has the field ${name} twice in a source`))
  if (enabled.length === 0) problems.push('has no package source')
  if (problems.length > 0) return {repositories: [], problems}
  return {repositories: enabled.flatMap(repositoriesOf), problems}
}

function problemsOf(paragraph: Paragraph): string[] {
  const words = (name: string) => wordsOf(paragraph, name)
  const signedBy = parseSignedBy(paragraph.get('signed-by') ?? '') ?? ''
  const isKey = signedBy.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----')
  const unknown = [...paragraph.keys()].filter(
    name => !fields.some(field => field.toLowerCase() === name),
  )
  const wrongUri = words('uris').find(uri => !isMirror(uri))
  const checks: readonly (readonly [boolean, string])[] = [
    [!words('types').includes('deb'), 'must have "Types: deb"'],
    [words('uris').length === 0, 'has no URIs'],
    [words('suites').length === 0, 'has no Suites'],
    [words('suites').some(one => one.endsWith('/')), 'must have suites with components'],
    [words('components').length === 0, 'has no Components'],
    [signedBy === '', 'has no Signed-By: only what is signed by a known key is installed'],
    [
      signedBy !== '' && !isKey && !absolutePath.safeParse(signedBy).success,
      'must have one absolute path or one key as Signed-By',
    ],
    [words('types').includes('deb-src'), 'must not have deb-src: nobody builds from source here'],
  ]
  return [
    ...unknown.map(name => `has the field ${name}, which is none of ${fields.join(', ')}`),
    ...(wrongUri === undefined ? [] : [`has URIs that are not ${aMirror}`]),
    ...checks.flatMap(([isWrong, sentence]) => (isWrong ? [sentence] : [])),
  ]
}

function repositoriesOf(paragraph: Paragraph): readonly WrittenRepository[] {
  const words = (name: string) => wordsOf(paragraph, name)
  const architectures = words('architectures')
  return words('uris').map(uri => ({
    uri: plainUri(uri),
    suites: words('suites'),
    components: words('components'),
    signedBy: parseSignedBy(paragraph.get('signed-by') ?? '') ?? '',
    ...(architectures.length === 0 ? {} : {architectures}),
    checksValidity: !isNo(paragraph, 'check-valid-until'),
  }))
}

const repositoryFile = absolutePath.refine(path => /\.(?:sources|repo|json)$/.test(path), {
  error:
    'must be a file whose name ends with .sources, in the form of deb822, with .repo, as dnf has them, or with .json, a message UsedTargetRepositories of Leapp’s',
})

const someRepositories =
  'a text in the form of deb822 or of a .repo file, or a list of the paths of such files'

/** What is wrong with the text of repositories, in whichever form it is. */
export const repositoryProblems = (text: string): readonly string[] =>
  (isRepositoryFile(text) ? parseRpmRepositories(text) : parseRepositories(text)).problems

/** The target's repositories: their text, or the files that have it; none: the distribution's own. */
export const repositories = z
  .custom<string | readonly string[]>(isText, mustBe(someRepositories))
  .superRefine((value, context) => {
    const refuse = (message: string, path: number[] = []) =>
      context.addIssue({code: 'custom', message, path})
    if (typeof value === 'string') {
      for (const problem of repositoryProblems(value)) refuse(problem)
      return
    }
    for (const [index, path] of value.entries()) {
      const {error} = repositoryFile.safeParse(path)
      if (error?.issues[0]) refuse(error.issues[0].message, [index])
    }
  })
  .meta({
    anyOf: [
      {type: 'string', description: 'package sources in the form of deb822, or of a .repo file'},
      {type: 'array', items: {type: 'string', pattern: '^/.*\\.(sources|repo|json)$'}},
    ],
  })

function isText(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value)
}
