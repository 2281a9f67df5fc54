import type {RpmRepository} from './repository.ts'

/** Something that dnf says about a repository. */
export interface RepositoryEvent {
  readonly text: string
  /** The repository's name in square brackets; undefined where the line does not have it. */
  readonly id?: string
  /** The package that it was asked for. */
  readonly file?: string
}

/** What dnf says about repositories that have failed; a mirror whose place another one has taken is passed over. */
export function eventsOf(lines: readonly string[]): readonly RepositoryEvent[] {
  const failed = new Set(lines.flatMap(line => /^\[FAILED\] (\S+): /.exec(line)?.[1] ?? []))
  const events: RepositoryEvent[] = []
  let listed: string | undefined
  for (const line of lines) {
    const [, heading] =
      /^Errors during downloading metadata for repository '(.+)':/.exec(line) ?? []
    const [, item] = /^ {2}- (.+)/.exec(line) ?? []
    const [, id, text] =
      /^Error: Failed to download metadata for repo '(.+?)': (.+)/.exec(line) ??
      /^Error: (?:Loading repository) '(.+?)' (has failed)/.exec(line) ??
      []
    const [, file = '', why] = /^\[(?:MIRROR|FAILED)\] (\S+): (.+)/.exec(line) ?? []
    if (heading !== undefined) listed = heading
    else if (item !== undefined && listed !== undefined) events.push({text: item, id: listed})
    else if (id !== undefined && text !== undefined) events.push({text, id})
    else if (why !== undefined && failed.has(file)) events.push({text: why, file})
  }
  return events
}

/** The repository that a package comes from, by what dnf wanted to install; the one that there is, where there is but one. */
export function repositoryOfPackage(
  file: string,
  lines: readonly string[],
  repositories: readonly RpmRepository[],
): RpmRepository | undefined {
  if (repositories.length === 1) return repositories[0]
  // A long name has a line of its own.
  const rows = lines.join('\n').matchAll(/^ (\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+[\d.]+ ?[kMG]?\s*$/gm)
  for (const [, name, architecture, version, id] of rows) {
    const plain = version?.replace(/^\d+:/, '')
    if (file === `${name}-${plain}.${architecture}.rpm`) {
      return repositories.find(one => one.id === id)
    }
  }
  return undefined
}

/** dnf's own explanation of why packages do not go together, without what it always says. */
export function problemsOf(lines: readonly string[]): readonly string[] {
  const start = Math.max(
    lines.findLastIndex(line => /^Error: ?$/.test(line)),
    lines.indexOf('Modular dependency problem:'),
    lines.indexOf('Modular dependency problems:'),
  )
  if (start < 0) return []
  const explained = lines
    .slice(start)
    .flatMap(line => /^ (?:Problem(?: \d+)?: | - )(.+)/.exec(line)?.[1] ?? [])
  return [...new Set(explained)].filter(
    line => !/^(?:conflicting requests|cannot install the best candidate for the job)$/.test(line),
  )
}
