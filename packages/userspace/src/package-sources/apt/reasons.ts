import type {FoundReason} from '../failure.ts'
import {hints} from '../hints.ts'
import type {PackageSources} from '../package-sources.ts'
import {shownProxy} from '../proxy.ts'

/** What one of apt's lines says, with the lines that belong to it. */
interface Reason {
  /** What apt says, in any of its versions. */
  readonly pattern: RegExp
  /** The rest of the sentence that begins with the repository, or with the proxy. */
  readonly sentence: (match: RegExpExecArray) => string
  /** Whether it is the proxy that says so; else it may be where the match has its name. */
  readonly isProxy?: boolean
  /** Whether it may be otherwise in a moment. */
  readonly isPassing?: boolean
  readonly hint?: string
}

/** Why a repository has not given what it was asked for. The more a line says of a cause, the earlier its row stands. */
const reasons: readonly Reason[] = [
  {
    pattern: /\b407\b|Proxy Authentication Required/i,
    sentence: () => 'demands a user and a password, or other ones (407)',
    isProxy: true,
    hint: hints.auth,
  },
  {
    pattern: /Invalid response from proxy: HTTP\/\S+ (\d+)/,
    sentence: ([, code]) => `refuses (${code})`,
    isProxy: true,
  },
  {
    pattern: /certificate.{0,40}has expired|certificate.{0,40}not yet (?:valid|activated)/i,
    sentence: () => 'its certificate has expired, or is not valid yet',
  },
  {
    pattern:
      /hostname mismatch|does not match.{0,20}hostname|name in the certificate does not match/i,
    sentence: () => 'its certificate is one of another name',
  },
  {
    pattern: /certificate verif|certificate issuer is unknown|self-signed certificate/i,
    sentence: () => 'its certificate is of an authority that is not known here',
    hint: hints.certificates,
  },
  {
    pattern: /SSL connection failed|Could not handshake/i,
    sentence: () => 'no encrypted connection comes about',
  },
  {
    pattern: /\b401\b +Unauthorized/i,
    sentence: () => 'it demands a user and a password, or other ones (401)',
    hint: hints.auth,
  },
  {
    pattern: /\b403\b +\w/,
    sentence: () => 'it does not let anybody in (403)',
  },
  {
    pattern: /Release file for \S+ is expired \(invalid since (.+?)\)/,
    sentence: ([, time]) => `its Release file has expired (${time} ago)`,
    hint: hints.mirror,
  },
  {
    pattern: /Release file for \S+ is not valid yet \(invalid for another (.+?)\)/,
    sentence: ([, time]) => `its Release file is not valid yet (for another ${time})`,
    hint: 'look at the clock of this machine',
  },
  {
    pattern: /NO_PUBKEY ([0-9A-F]+)|Missing key ([0-9A-F]+)/i,
    sentence: ([, short, long]) =>
      `its Release file is signed by a key that is not known here (${short ?? long})`,
    hint: 'what somebody else has signed needs its key: see repositories, Signed-By',
  },
  {
    pattern: /(?:EXPKEYSIG|REVKEYSIG|KEYEXPIRED) ([0-9A-F]+)?/,
    sentence: ([, key = '']) => `its Release file is signed by a key that has expired (${key})`,
  },
  {
    pattern:
      /BADSIG|has been manipulated|signature verification failed|signatures? (?:were|was) invalid/i,
    sentence: () => 'the signature of its Release file is wrong: it has been changed',
  },
  {
    pattern: /(?:Could not|Temporary failure) resolv(?:e|ing) '(.+?)'/,
    sentence: ([, name]) => `nobody knows a host with the name ${name}`,
    isPassing: true,
  },
  {
    pattern:
      /(?:Could not connect to|Cannot initiate the connection to|Unable to connect to) (\S+?)[: ](?:.*?\((?:\d+: )?([^()]*)\)\s*(?:\[IP.*)?$)?|Connection (?:failed|timed out|refused)/m,
    sentence: ([, , detail]) => `it does not answer${detail ? ` (${detail.toLowerCase()})` : ''}`,
    isPassing: true,
  },
  {
    pattern: /\b(5\d\d)\b +[A-Z]\w+/,
    sentence: ([, code]) => `it answers with an error (${code})`,
    isPassing: true,
  },
  {
    pattern: /Hash Sum mismatch|File has unexpected size/,
    sentence: () => 'its files are not those that its Release file names',
    isPassing: true,
    hint: hints.sync,
  },
  {
    pattern: /The repository '\S+ \S+ Release' (?:does not have|no longer has) a Release file/,
    sentence: () => 'there is no such suite',
    isPassing: true,
  },
  {
    pattern: /Failed to fetch \S+\/([^/\s]+\.deb) /,
    sentence: ([, file]) => `it lacks the package ${file}`,
    isPassing: true,
    hint: hints.mirror,
  },
  {
    pattern: /Failed to fetch \S+\/dists\/\S+?\/((?:[\w-]+\/)?binary-\w+\/\S+|i18n\/\S+) /,
    sentence: ([, file]) => `it lacks the index ${file}`,
    isPassing: true,
    hint: hints.mirror,
  },
  {
    pattern: /The repository '\S+ \S+ (?:In)?Release' is not signed/,
    sentence: () => 'its Release file is not signed',
  },
]

/** Finds in what apt or mmdebstrap has said why a repository has failed; undefined where that is not it. */
export function findReason(
  lines: readonly string[],
  sources: PackageSources,
): FoundReason | undefined {
  const events = eventsOf(lines)
  for (const {pattern, sentence, isProxy, isPassing = false, hint} of reasons) {
    for (const event of events) {
      const match = pattern.exec(event)
      if (match === null) continue
      const subject = isProxy
        ? proxyOf(sources)
        : (proxyNamed(match[1], sources) ?? repositoryOf(event, events))
      const found = {sentence: `${subject}: ${sentence(match)}`, isPassing}
      return hint === undefined ? found : {...found, hint}
    }
  }
  return missingPackages(lines, sources)
}

/** What begins with a word of apt's, and the lines below that are indented. */
function eventsOf(lines: readonly string[]): readonly string[] {
  const events: string[] = []
  for (const line of lines) {
    if (/^(?:Err:\d+|[EW]:) /.test(line)) events.push(line)
    else if (/^\s/.test(line) && events.length > 0) events.push(`${events.pop()}\n${line.trim()}`)
  }
  return events
}

const uriPattern = /\b((?:https?|file|copy):[^\s']+)/

/** The repository that an event is about, as the configuration has it, with its suite. */
function repositoryOf(event: string, events: readonly string[]): string {
  const named =
    new RegExp(`${uriPattern.source} (\\S+?)(?:/\\S+ \\S+ Packages| (?:In)?Release)\\b`).exec(
      event,
    ) ??
    new RegExp(`${uriPattern.source}/dists/(\\S+?)/(?:InRelease|Release|[\\w-]+/\\w)`).exec(event)
  if (named) return `the repository ${named[1]} ${named[2]}`
  const [, uri = ''] = uriPattern.exec(event) ?? []
  // What an `E:` leaves out stands in the `Err:` before it.
  const other = events.find(one => one !== event && one.startsWith('Err:') && uriPattern.test(one))
  if (uri === '' && other !== undefined) return repositoryOf(other, [])
  return uri === '' ? 'the repository' : `the repository ${uri.replace(/\/pool\/.*/, '')}`
}

const proxiesOf = ({access}: PackageSources) =>
  access.acquire.map(({value}) => value).filter(value => value.includes('://'))

function proxyOf(sources: PackageSources): string {
  const [first] = proxiesOf(sources)
  return shownProxy(first)
}

/** The proxy, where it is what has the name that apt could not reach. */
function proxyNamed(name: string | undefined, sources: PackageSources): string | undefined {
  const found = proxiesOf(sources).find(value => {
    const {host, hostname} = new URL(value)
    return name === host || name === hostname
  })
  return found && shownProxy(found)
}

/** Packages that no repository has. */
function missingPackages(
  lines: readonly string[],
  {repositories}: PackageSources,
): FoundReason | undefined {
  const names = lines.flatMap(line => {
    const match =
      /^E: Unable to locate package (\S+)/.exec(line) ??
      /^E: Package '(\S+)' has no installation candidate/.exec(line)
    return match?.[1] === undefined ? [] : [match[1]]
  })
  if (names.length === 0) return undefined
  const asked = repositories?.map(({uri, suites}) => `${uri} ${suites.join(' ')}`).join(', ')
  const where = asked === undefined ? 'the distribution’s repositories lack' : `${asked}: they lack`
  const what = names.length === 1 ? 'the package' : 'the packages'
  return {sentence: `${where} ${what} ${[...new Set(names)].join(', ')}`, isPassing: false}
}
