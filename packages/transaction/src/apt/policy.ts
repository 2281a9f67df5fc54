/** What `apt-cache policy` says of a package. */
export interface Policy {
  readonly candidate: string | null
  /** The highest version first. */
  readonly versions: readonly PolicyVersion[]
}

interface PolicyVersion {
  readonly version: string
  readonly priority: number
  readonly isInstalled: boolean
  /** Whether a repository has it, and not only the machine. */
  readonly isAvailable: boolean
}

/** Parses what `apt-cache policy PACKAGE …` prints in the locale C, by apt's names of the packages. */
export function parsePolicy(text: string): ReadonlyMap<string, Policy> {
  const policies = new Map<string, Policy>()
  for (const block of text.split(/^(?=\S)/m)) {
    const [, name] = /^(\S+):$/m.exec(block) ?? []
    if (name === undefined) continue
    const [, candidate = '(none)'] = /^ {2}Candidate: (\S+)/m.exec(block) ?? []
    policies.set(name, {
      candidate: candidate === '(none)' ? null : candidate,
      versions: block.split(/^(?= (?:\*\*\*| {3}) \S)/m).flatMap(parseVersion),
    })
  }
  return policies
}

function parseVersion(text: string): readonly PolicyVersion[] {
  const [, mark, version, priority] = /^ (\*\*\*| {3}) (\S+) (-?\d+)/.exec(text) ?? []
  if (version === undefined) return []
  const origins = text.split('\n').slice(1).filter(Boolean)
  return [
    {
      version,
      priority: Number(priority),
      isInstalled: mark === '***',
      isAvailable: origins.some(line => !line.endsWith('/var/lib/dpkg/status')),
    },
  ]
}

/** The highest version that the repositories have. */
export const availableVersion = (policy: Policy | undefined): string | undefined =>
  policy?.versions.find(({isAvailable}) => isAvailable)?.version
