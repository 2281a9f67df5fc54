/** A stream of a module as Leapp's files have it; null for none. */
type Stream = {readonly name: string; readonly stream: string} | null

/** A set of packages, each of all these streams. */
export const setOf = (names: readonly string[], streams: readonly Stream[] = [null]) => ({
  set_id: 1,
  package: names.map(name => ({name, repository: 'rhel9-BaseOS', modulestreams: streams})),
})

const releaseOf = ([major_version, minor_version]: readonly [number, number]) => ({
  ...{major_version, minor_version, os_name: 'RHEL'},
})

/** An event as it is written, from 8.4 to 9.0 unless it is said. */
export const written = ({
  action,
  in: before = ['a'],
  out = ['b'],
  of = [8, 4],
  at = [9, 0],
  architectures = ['x86_64', 's390x'],
}: {
  readonly action: number
  readonly in?: readonly string[]
  readonly out?: readonly string[]
  readonly of?: readonly [number, number]
  readonly at?: readonly [number, number]
  readonly architectures?: readonly string[]
}) => ({
  ...{id: 1, action, architectures, modulestream_maps: []},
  in_packageset: setOf(before),
  out_packageset: out.length === 0 ? null : setOf(out),
  initial_release: releaseOf(of),
  release: releaseOf(at),
})

/** The text of a file of events. */
export const eventsFile = (...events: readonly object[]): string =>
  JSON.stringify({packageinfo: events})
