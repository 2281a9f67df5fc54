import type {ErrorCode} from '@livemode/config'
import type {FoundReason} from '../failure.ts'
import type {PackageSources} from '../package-sources.ts'
import {proxyFor, shownProxy} from '../proxy.ts'
import {eventsOf, problemsOf, type RepositoryEvent, repositoryOfPackage} from './events.ts'
import {packageReasons, reasons} from './reasons.ts'
import {addressesOf, type RpmRepository} from './repository.ts'

type RpmSources = PackageSources<RpmRepository>

/** Finds in what dnf has said why a repository, or what it has, is not to be had; undefined where that is not it. */
export const findReason = (
  lines: readonly string[],
  sources: RpmSources,
): FoundReason | undefined =>
  ofRepositories(lines, sources) ??
  ofPackages(lines, sources) ??
  ofSpace(lines) ??
  ofMissing(lines, sources) ??
  ofProblems(lines, sources)

const found = (sentence: string, rest: {code?: ErrorCode; hint?: string} = {}): FoundReason => ({
  code: rest.code ?? 'REPOSITORY_FAILED',
  sentence,
  ...(rest.hint === undefined ? {} : {hint: rest.hint}),
})

function ofRepositories(lines: readonly string[], sources: RpmSources): FoundReason | undefined {
  const events = eventsOf(lines)
  for (const {pattern, sentence, isProxy, ...rest} of reasons) {
    for (const event of events) {
      const match = pattern.exec(event.text)
      if (match === null) continue
      const repository = repositoryOf(event, lines, sources)
      const proxy = proxyOf(event, repository, sources)
      const viaProxy = isProxy || (proxy !== undefined && isAt(proxy, match[1], match[2]))
      const subject = viaProxy ? shownProxy(proxy) : shown(repository, event)
      return found(`${subject}: ${sentence(match, event)}`, rest)
    }
  }
  return undefined
}

function ofPackages(lines: readonly string[], sources: RpmSources): FoundReason | undefined {
  for (const {pattern, sentence, ...rest} of packageReasons) {
    for (const line of lines) {
      const match = pattern.exec(line)
      if (match === null) continue
      const repository = repositoryOfPackage(match[1] ?? '', lines, sources.repositories ?? [])
      return found(`${shown(repository)}: ${sentence(match, {text: line})}`, rest)
    }
  }
  return undefined
}

function ofSpace(lines: readonly string[]): FoundReason | undefined {
  const needs = lines.flatMap(line => {
    const [, size, path] =
      /At least (\S+) more space needed on the (\S+) filesystem/.exec(line) ?? []
    return size === undefined ? [] : [`${size} on the file system of ${path}`]
  })
  if (needs.length === 0) return undefined
  return found(`there is no space for the packages, which need more: ${needs.join(', ')}`, {
    code: 'NO_SPACE',
    hint: 'the folder of the container engine needs it',
  })
}

const missing = [
  {
    pattern: /^No match for argument: (.+)$/,
    verbs: ['lacks', 'lack'],
    hint: undefined,
  },
  {
    pattern: /^All matches were filtered out by modular filtering for argument: (.+)$/,
    verbs: [
      'has, in a stream of a module that is not the default,',
      'have, in a stream of a module that is not the default,',
    ],
    hint: 'with module_hotfixes=1 a repository gives its packages whatever their stream is',
  },
] as const

/** Packages that no repository has, or shows. */
function ofMissing(lines: readonly string[], sources: RpmSources): FoundReason | undefined {
  for (const {pattern, verbs, hint} of missing) {
    const names = new Set(lines.flatMap(line => pattern.exec(line)?.[1] ?? []))
    if (names.size === 0) continue
    const what = names.size === 1 ? 'the package' : 'the packages'
    const verb = verbs[sources.repositories?.length === 1 ? 0 : 1]
    const sentence = `${all(sources)} ${verb} ${what} ${[...names].join(', ')}`
    return found(sentence, hint === undefined ? {} : {hint})
  }
  return undefined
}

const mostProblems = 6

/** Packages that do not go together. */
function ofProblems(lines: readonly string[], sources: RpmSources): FoundReason | undefined {
  const conflicts = lines.flatMap(line => /^ {2}(file \S.* conflicts .+)/.exec(line)?.[1] ?? [])
  const problems = [...problemsOf(lines), ...conflicts]
  if (problems.length === 0) return undefined
  const more = problems.length - mostProblems
  const shownOnes = [...problems.slice(0, mostProblems), ...(more > 0 ? [`and ${more} more`] : [])]
  const explanation = shownOnes.join('; ')
  return found(`dnf finds no way to install the packages from ${all(sources)}: ${explanation}`)
}

const all = ({repositories}: RpmSources): string => {
  if (repositories === null) return 'the distribution’s repositories'
  const noun = repositories.length === 1 ? 'repository' : 'repositories'
  return `the ${noun} ${repositories.map(({id}) => id).join(', ')}`
}

/** The repository of an event: by its name, by the URL that it is about, or by its package. */
function repositoryOf(
  {id, text, file}: RepositoryEvent,
  lines: readonly string[],
  {repositories}: RpmSources,
): RpmRepository | undefined {
  const known = repositories ?? []
  if (id !== undefined) return known.find(one => one.id === id)
  const url = urlOf(text)
  return (
    known.find(({baseurl}) => baseurl.some(one => url?.startsWith(`${one}/`))) ??
    repositoryOfPackage(file ?? '', lines, known)
  )
}

const urlOf = (text: string): string | undefined =>
  / for ((?:https?|ftp|file):\S+)/.exec(text)?.[1]?.replace(/\/\/[^/@]*@/, '//')

/** A repository with the address that has failed, else its first one. */
function shown(repository: RpmRepository | undefined, event?: RepositoryEvent): string {
  const url = event && urlOf(event.text)?.replace(/\/(?:repodata\/\S*|[^/]+\.rpm)$/, '')
  const id = repository?.id ?? event?.id
  const address = url ?? (repository && addressesOf(repository)[0])
  const words = ['the repository', id, address && (id ? `(${address})` : address)]
  return words.filter(Boolean).join(' ')
}

/** The proxy of a repository, which all its addresses have. */
function proxyOf(
  {text}: RepositoryEvent,
  repository: RpmRepository | undefined,
  {access}: RpmSources,
): string | undefined {
  const [address = urlOf(text)] = repository ? addressesOf(repository) : []
  return address === undefined ? undefined : proxyFor(address, access)
}

/** Whether a proxy is what has this name and this port. */
function isAt(proxy: string, name: string | undefined, port: string | undefined): boolean {
  if (!URL.canParse(proxy) || port === undefined) return false
  const url = new URL(proxy)
  // curl takes 1080 where a proxy has no port, and a URL with 80 is one without.
  const ports = url.port === '' ? ['80', '443', '1080'] : [url.port]
  return url.hostname === name && ports.includes(port)
}
