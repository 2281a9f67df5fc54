/** What `apt-get -s` says it would do; packages under apt's names, `libc6` or `libc6:i386`. */
export interface Simulation {
  readonly install: readonly SimulatedInstallation[]
  readonly remove: readonly {readonly package: string; readonly version: string}[]
  readonly keptBack: readonly string[]
}

export interface SimulatedInstallation {
  readonly package: string
  /** The version that is there; null for a new package. */
  readonly from: string | null
  readonly to: string
  /** The architecture of the version that comes, `all` for what is for every one. */
  readonly architecture: string
}

/**
 * Parses what `apt-get -s` prints in the locale C. Every line that says what is done is taken: of one that has less than it
 * should, what is missing is empty, and agrees with no plan. What goes for a while only, for the order in which packages
 * come, is upgraded.
 */
export function parseSimulation(text: string): Simulation {
  const lines = text.split('\n')
  const install = parseInstalled(lines)
  const removed = parseRemoved(lines)
  const versions = new Map(removed.map(one => [one.package, one.version] as const))
  const coming = new Set(install.map(one => one.package))
  return {
    install: install.map(one => ({...one, from: one.from ?? versions.get(one.package) ?? null})),
    remove: removed.filter(one => !coming.has(one.package)),
    keptBack: namesBelow(lines, 'The following packages have been kept back:'),
  }
}

const parseInstalled = (lines: readonly string[]): Simulation['install'] =>
  lines.flatMap(line => {
    const match = /^Inst (\S+)(?: \[([^\]]+)\])?(?: \((\S+)(?: .*?\[([\w-]+)\]\))?)?/.exec(line)
    if (!match) return []
    const [, name = '', from = null, to = '', architecture = ''] = match
    return [{package: name, from, to, architecture}]
  })

const parseRemoved = (lines: readonly string[]): Simulation['remove'] =>
  lines.flatMap(line => {
    const [, name, version = ''] = /^(?:Remv|Purg) (\S+)(?: \[([^\]]+)\])?/.exec(line) ?? []
    return name === undefined ? [] : [{package: name, version}]
  })

function namesBelow(lines: readonly string[], title: string): readonly string[] {
  const start = lines.indexOf(title) + 1
  if (start === 0) return []
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith(' '))
  return lines.slice(start, end === -1 ? undefined : end).flatMap(line => line.trim().split(/\s+/))
}
