import type {EventPackage, PackageEvent, Release} from './events.ts'

/** What becomes of a package by name. */
export interface PackageChange {
  readonly package: string
  /** What is there in the target's release because it was there; without the package itself it goes. */
  readonly to: readonly string[]
}

interface Machine {
  /** The packages of its distribution: the events say nothing about others. */
  readonly installed: readonly EventPackage[]
  /** As the kernel calls it. */
  readonly architecture: string
  /** The releases that it comes from and leads to. */
  readonly source: Release
  readonly target: Release
}

/** Parses the release of an os-release; one without a second number is as far as its first one goes. */
export function parseRelease(versionId: string): Release {
  const [major = '0', minor] = versionId.split('.')
  return [Number(major), minor === undefined ? Number.POSITIVE_INFINITY : Number(minor)]
}

/**
 * Plans what becomes of a machine's packages, by the events between two releases, one release after the other, as Leapp does it: what
 * does not change is left out.
 */
export function planPackageChanges(
  events: readonly PackageEvent[],
  {installed, architecture, source, target}: Machine,
): readonly PackageChange[] {
  const relevant = events.filter(
    one =>
      one.from.length > 0 &&
      (one.architectures.length === 0 || one.architectures.includes(architecture)) &&
      compare(one.release, source) > 0 &&
      compare(one.release, target) <= 0,
  )
  // By key: the names of the source's packages that it has come of.
  let state = new Map(installed.map(one => [keyOf(one), new Set([one.name])] as const))
  const seen = new Map(state)
  for (const its of byRelease(newestOfEach(relevant))) {
    state = applyRelease(its, {state, seen})
    for (const [key, origins] of state) if (!seen.has(key)) seen.set(key, origins)
  }
  const names = [...new Set(installed.map(({name}) => name))]
  return names.flatMap(name => {
    const to = [...state].flatMap(([key, origins]) => (origins.has(name) ? [nameOf(key)] : []))
    const unique = [...new Set(to)].toSorted()
    return unique.length === 1 && unique[0] === name ? [] : [{package: name, to: unique}]
  })
}

type State = Map<string, Set<string>>

const keyOf = ({name, stream}: EventPackage) => `${name} ${stream ?? ''}`
const nameOf = (key: string) => key.slice(0, key.indexOf(' '))

const compare = ([major, minor]: Release, other: Release) =>
  major - other[0] || minor - other[1] || 0

const byRelease = (events: readonly PackageEvent[]): readonly (readonly PackageEvent[])[] =>
  [...Map.groupBy(events, ({release}) => release.join('.')).values()].toSorted(([a], [b]) =>
    a && b ? compare(a.release, b.release) : 0,
  )

/** Of several events that begin in one release with the same packages the last counts. */
function newestOfEach(events: readonly PackageEvent[]): readonly PackageEvent[] {
  const groups = Map.groupBy(events, ({initial, from}) =>
    [initial.join('.'), ...from.map(keyOf).toSorted()].join('\n'),
  )
  return [...groups.values()].flatMap(its =>
    its.filter(one => its.every(other => compare(other.release, one.release) <= 0)),
  )
}

/** Every event of a release finds what the release before it has left. */
function applyRelease(
  events: readonly PackageEvent[],
  {state: before, seen}: {readonly state: State; readonly seen: State},
): State {
  const after = new Map(before)
  for (const {action, from, to} of events) {
    const keys = from.map(keyOf)
    if (action === 'present') {
      for (const key of keys) {
        const origins = seen.get(key)
        if (origins && !after.has(key)) after.set(key, origins)
      }
    } else if (action !== 'deprecated') {
      const there = keys.filter(key => before.has(key))
      // One of several that are merged is enough.
      if (there.length < keys.length && !(action === 'merged' && there.length > 0)) continue
      const origins = there.flatMap(key => [...(before.get(key) ?? [])])
      for (const key of there) after.delete(key)
      for (const key of to.map(keyOf))
        after.set(key, new Set([...origins, ...(after.get(key) ?? [])]))
    }
  }
  return after
}
