import {LivemodeError} from '@livemode/config'
import {type ArchiveFiles, packArchive, unpackArchive} from '@livemode/container'
import {type Host, mostFactBytes, type PackageFacts, parseHost} from '@livemode/host'

const hostName = 'host.json'
const sourceFolder = 'source'

/** A machine, and what a resolver needs to know of it. */
export interface DescribedMachine {
  readonly host: Host
  readonly facts: PackageFacts
}

/** A machine as one file: `host.json`, and below `source` the files as they lie on it. */
export const packMachine = ({host, facts}: DescribedMachine): Promise<Buffer> =>
  packArchive(
    new Map([
      [hostName, Buffer.from(`${JSON.stringify(host, undefined, 2)}\n`)],
      ...[...facts].map(([path, content]) => [`${sourceFolder}${path}`, content] as const),
    ]),
  )

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
  return {
    host: parseHost(host.toString('utf8'), {file: `${file}:${hostName}`}),
    facts: new Map(facts),
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
