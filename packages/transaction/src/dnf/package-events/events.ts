import {parseJson} from '@livemode/host'
import {z} from 'zod'

const stream = z.object({name: z.string(), stream: z.string()}).nullable()

const packageSet = z
  .object({
    package: z.array(
      z.object({
        name: z.string().min(1),
        modulestreams: z.array(stream).nullish(),
        /** What older files have in its place. */
        modulestream: stream.optional(),
      }),
    ),
  })
  .nullish()

const release = z
  .object({major_version: z.int().nonnegative(), minor_version: z.int().nonnegative()})
  .nullish()

/** As Leapp numbers them. */
const actions = {
  0: 'present',
  1: 'removed',
  2: 'deprecated',
  3: 'replaced',
  4: 'split',
  5: 'merged',
  6: 'moved',
  7: 'renamed',
} as const

const schema = z.object({
  packageinfo: z
    .array(
      z.object({
        action: z.literal([0, 1, 2, 3, 4, 5, 6, 7]),
        architectures: z.array(z.string()).nullish(),
        in_packageset: packageSet,
        out_packageset: packageSet,
        initial_release: release,
        release,
        modulestream_maps: z
          .array(
            z.object({in_modulestream: stream.optional(), out_modulestream: stream.optional()}),
          )
          .nullish(),
      }),
    )
    .min(1),
})

type WrittenEvent = z.output<typeof schema>['packageinfo'][number]

/** A release, `[major, minor]`. */
export type Release = readonly [major: number, minor: number]

/** A package by its name, and the stream of a module that it is of, `nginx:1.22`; null for none. */
export interface EventPackage {
  readonly name: string
  readonly stream: string | null
}

/** What has become of packages in a release. */
export interface PackageEvent {
  readonly action: (typeof actions)[keyof typeof actions]
  readonly from: readonly EventPackage[]
  readonly to: readonly EventPackage[]
  /** The release that the packages before it are of, and the one that it has happened in. */
  readonly initial: Release
  readonly release: Release
  /** Empty for all. */
  readonly architectures: readonly string[]
}

/**
 * Parses the package events that Leapp publishes (`pes-events.json`). An event for several streams of modules becomes one for each.
 *
 * Throws `HOST_INVALID` with everything that is wrong, each with its line, column and key.
 */
export function parsePackageEvents(
  text: string,
  {file}: {readonly file: string},
): readonly PackageEvent[] {
  return readEvents(text, file).packageinfo.flatMap(expandStreams)
}

/** Places take longer than all the rest in a file of many megabytes: they are asked for where something is wrong. */
function readEvents(text: string, file: string): z.output<typeof schema> {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return parseJson(text, {file, schema})
  }
}

type WrittenStream = z.output<typeof stream> | undefined

const nameOfStream = (one: WrittenStream) => (one ? `${one.name}:${one.stream}` : null)

const releaseOf = (one: WrittenEvent['release']): Release =>
  one ? [one.major_version, one.minor_version] : [0, 0]

/** The packages of a set, each with the streams that it may be of. */
const packagesOf = (set: WrittenEvent['in_packageset']) =>
  (set?.package ?? []).map(({name, modulestreams, modulestream}) => ({
    name,
    streams: (modulestreams?.length ? modulestreams : [modulestream]).map(nameOfStream),
  }))

/** Without a map of streams whatever a package was of before, it is of none afterwards. */
function expandStreams(event: WrittenEvent): readonly PackageEvent[] {
  const before = packagesOf(event.in_packageset)
  const after = packagesOf(event.out_packageset)
  const maps = event.modulestream_maps ?? []
  const pairs =
    maps.length > 0
      ? maps.map(one => [nameOfStream(one.in_modulestream), nameOfStream(one.out_modulestream)])
      : before.flatMap(({streams}) => streams.map(one => [one, null]))
  const byStream = Map.groupBy(pairs, ([from = null]) => from)
  return [...byStream].map(([stream, its]) => ({
    action: actions[event.action],
    from: before.filter(one => one.streams.includes(stream)).map(({name}) => ({name, stream})),
    to: after.flatMap(({name, streams}) => {
      const pair = its.find(([, to = null]) => streams.includes(to))
      return pair ? [{name, stream: pair[1] ?? null}] : []
    }),
    initial: releaseOf(event.initial_release),
    release: releaseOf(event.release),
    architectures: event.architectures ?? [],
  }))
}
