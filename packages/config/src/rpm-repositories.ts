import {type IniOptions, parseIni} from './ini.ts'

/** A repository as somebody has written it in a `.repo` file, see "REPO OPTIONS" in dnf.conf(5). Words may have dnf's variables in them. */
export interface WrittenRpmRepository {
  readonly id: string
  readonly name: string
  readonly baseurl: readonly string[]
  readonly mirrorlist: string | null
  readonly metalink: string | null
  /** The paths of the public keys on the machine that builds. */
  readonly keys: readonly string[]
  /** Whether its metadata is signed as well. */
  readonly checksMetadata: boolean
  /** The paths of certificates on the machine that builds, as RHSM has them for who may download. */
  readonly certificates: Readonly<Partial<Record<CertificateOption, string>>>
  /** Options by which dnf chooses among packages, word for word. */
  readonly choices: Readonly<Record<string, string>>
}

export const certificateOptions = ['sslcacert', 'sslclientcert', 'sslclientkey'] as const
export type CertificateOption = (typeof certificateOptions)[number]

/** What decides which packages of a repository are taken; whatever else dnf knows is for how it is reached, or for nobody here. */
const choiceOptions = [
  ...['cost', 'exclude', 'excludepkgs', 'includepkgs', 'module_hotfixes', 'priority', 'strict'],
]

/** What would take a check away; packages that nobody has signed are not installed. */
const checks = ['gpgcheck', 'pkg_gpgcheck', 'sslverify', 'proxy_sslverify']
const switches = ['enabled', 'repo_gpgcheck', ...checks]
const secrets = ['username', 'password', 'proxy_username', 'proxy_password']

/** Whether a text is that of a `.repo` file rather than deb822. */
export const isRepositoryFile = (text: string): boolean => /^\s*(?:[#;].*\n\s*)*\[/.test(text)

/**
 * Parses a `.repo` file; gives what is wrong with it, a sentence each, besides. Repositories that are not enabled are passed over;
 * with `wanted` all others than these are, and whether one of them is enabled does not matter.
 */
export function parseRpmRepositories(
  text: string,
  {wanted}: {readonly wanted?: readonly string[]} = {},
): {
  readonly repositories: readonly WrittenRpmRepository[]
  readonly problems: readonly string[]
} {
  const {sections, unread} = parseIni(text)
  const enabled = sections.filter(
    ([id, options]) => id !== 'main' && (wanted?.includes(id) ?? !isNo(options, 'enabled')),
  )
  const ids = enabled.map(([id]) => id)
  const problems = [
    ...unread.map(line => `has neither a section nor an option in its line ${line}`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map(id => `has [${id}] twice`),
    ...enabled.flatMap(([id, options]) => problemsOf(id, options).map(what => `[${id}] ${what}`)),
  ]
  if (wanted === undefined && sections.length > 0 && enabled.length === 0)
    problems.push('has no repository that is enabled')
  if (sections.length === 0 && problems.length === 0) problems.push('has no repository')
  if (problems.length > 0) return {repositories: [], problems}
  return {repositories: enabled.map(([id, options]) => repositoryOf(id, options)), problems}
}

const lists = ['mirrorlist', 'metalink'] as const

/** What dnf takes as the name of a repository; ours may have its variables as well. */
const idPattern = /^[\w.:${}-]+$/
const remote = /^(?:https?|ftp):\/\/[^\s@]+$/
const local = /^file:\/(?:\/\/)?[^\s/]\S*$/

/** Whether it is a URL by whatever values its variables have. */
const isRemote = (url: string) =>
  remote.test(url) && URL.canParse(url.replace(/\$(?:\w+|\{\w+\})/g, 'x'))

function problemsOf(id: string, options: IniOptions): string[] {
  const urls = wordsOf(options, 'baseurl')
  const wrong = urls.find(url => !isRemote(url) && !local.test(url))
  const wrongList = lists.find(name => {
    const url = options.get(name) ?? ''
    return url !== '' && !(isRemote(url) && url.startsWith('http'))
  })
  const keys = wordsOf(options, 'gpgkey')
  const wrongKey = keys.find(key => pathOf(key) === undefined)
  const wrongFile = certificateOptions.find(
    name => options.has(name) && !/^\/\S+$/.test(options.get(name) ?? ''),
  )
  const unclear = switches.find(
    name => options.get(name) && !isNo(options, name) && !isYes(options, name),
  )
  const proxy = options.get('proxy') ?? ''
  const all: readonly (readonly [boolean, string])[] = [
    [!idPattern.test(id), 'must have a name of letters, digits, "-", "_", "." and ":"'],
    [
      urls.length === 0 && lists.every(name => !options.get(name)),
      `has none of baseurl, ${lists.join(', ')}`,
    ],
    [
      wrong !== undefined,
      `has ${JSON.stringify(wrong)}, which is no http:, https:, ftp: or file: URL without a user in it`,
    ],
    [
      wrongList !== undefined,
      `must have one http: or https: URL without a user in it as ${wrongList}`,
    ],
    [keys.length === 0, 'has no gpgkey: only what is signed by a known key is installed'],
    [
      wrongKey !== undefined,
      `has the gpgkey ${JSON.stringify(wrongKey)}, which is no file on this machine: a key that comes with the packages proves nothing`,
    ],
    [wrongFile !== undefined, `must have an absolute path as ${wrongFile}`],
    [
      unclear !== undefined,
      `has ${JSON.stringify(options.get(unclear ?? ''))} as ${unclear}, which says neither yes nor no`,
    ],
    [
      proxy !== '' && proxy !== '_none_',
      'must not have proxy: http_proxy names the one to all repositories',
    ],
  ]
  return [
    ...all.flatMap(([isWrong, sentence]) => (isWrong ? [sentence] : [])),
    ...checks.filter(name => isNo(options, name)).map(name => `must not switch ${name} off`),
    ...secrets
      .filter(name => options.get(name))
      .map(
        name => `must not have ${name}: users and passwords stand in the file that apt_auth names`,
      ),
  ]
}

function repositoryOf(id: string, options: IniOptions): WrittenRpmRepository {
  const pick = (names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap(name => {
        const value = options.get(name)
        return value === undefined ? [] : [[name, oneLine(value)]]
      }),
    )
  return {
    id,
    name: oneLine(options.get('name') || id),
    baseurl: wordsOf(options, 'baseurl').map(url => url.replace(/\/+$/, '')),
    mirrorlist: options.get('mirrorlist') || null,
    metalink: options.get('metalink') || null,
    keys: wordsOf(options, 'gpgkey').flatMap(key => pathOf(key) ?? []),
    checksMetadata: isYes(options, 'repo_gpgcheck'),
    certificates: pick(certificateOptions),
    choices: pick(choiceOptions),
  }
}

/** What has a line end in it could be another option where it is written again. */
const oneLine = (value: string) => value.replace(/\s*[\r\n]+\s*/g, ' ').trim()

const pathOf = (key: string): string | undefined => /^(?:file:\/\/)?(\/\S+)$/.exec(key)?.[1]

const wordsOf = (options: IniOptions, name: string): readonly string[] =>
  options
    .get(name)
    ?.split(/[\s,]+/)
    .filter(Boolean) ?? []

const isNo = (options: IniOptions, name: string) =>
  /^(?:0|no|false|off|never)$/i.test(options.get(name) ?? '')
const isYes = (options: IniOptions, name: string) =>
  /^(?:1|yes|true|on|always)$/i.test(options.get(name) ?? '')
