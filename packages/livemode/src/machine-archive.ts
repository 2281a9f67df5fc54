import {LivemodeError} from '@livemode/config'
import {type ArchiveFiles, packArchive, unpackArchive} from '@livemode/container'
import {
  type Host,
  mostFactBytes,
  type Observations,
  type PackageFacts,
  parseHost,
  parseObservations,
} from '@livemode/host'

const hostName = 'host.json'
const observationsName = 'observations.json'
const sourceFolder = 'source'

/** A machine, and what a resolver needs to know of it. */
export interface DescribedMachine {
  readonly host: Host
  readonly facts: PackageFacts
  /** What was seen on it; missing in descriptions that were made before anything was. */
  readonly observations?: Observations
}

/** A machine as one file: `host.json`, `observations.json`, and below `source` the files as they lie on it. */
export const packMachine = ({host, facts, observations}: DescribedMachine): Promise<Buffer> =>
  packArchive(
    new Map([
      [hostName, json(host)],
      ...(observations ? [[observationsName, json(observations)] as const] : []),
      ...[...facts].map(([path, content]) => [`${sourceFolder}${path}`, content] as const),
    ]),
  )

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`)

/** Takes a machine out of such a file. Throws `HOST_INVALID` when it is something else. */
export async function unpackMachine(
  bytes: Buffer,
  {file}: {file: string},
): Promise<DescribedMachine> {
  const files = await unpack(bytes, file)
  const host = files.get(hostName)
  if (host === undefined) throw invalid(file, `there is no ${hostName} in this archive`)
  const facts = [...files].flatMap(([name, content]): [string, Buffer][] =>
    name.startsWith(`${sourceFolder}/`) ? [[name.slice(sourceFolder.length), content]] : [],
  )
  const seen = files.get(observationsName)
  const place = {file: `${file}:${observationsName}`}
  return {
    host: parseHost(host.toString('utf8'), {file: `${file}:${hostName}`}),
    facts: new Map(facts),
    ...(seen && {observations: parseObservations(seen.toString('utf8'), place)}),
  }
}

async function unpack(bytes: Buffer, file: string): Promise<ArchiveFiles> {
  try {
    return await unpackArchive(bytes, {mostBytes: 4 * mostFactBytes})
  } catch (error) {
    throw invalid(file, (error as Error).message, error)
  }
}

const invalid = (file: string, why: string, cause?: unknown) =>
  new LivemodeError('HOST_INVALID', `${file}: ${why}`, {cause})
