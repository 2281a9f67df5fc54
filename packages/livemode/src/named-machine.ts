import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError, type ParsedConfig} from '@livemode/config'
import {isArchive} from '@livemode/container'
import {
  findLinkedFolders,
  flattenMounts,
  type Host,
  mostFactBytes,
  parseHost,
  readHost,
  readPackagedPaths,
  readSourceState,
} from '@livemode/host'
import {carriesOutPlan, changesSource, type EngineId, measureSnapshot} from '@livemode/live'
import {type DescribedMachine, unpackMachine} from './machine-archive.ts'
import {mostBytes, readBytes, refuseAsUsage, textOf, tooLarge} from './named-file.ts'
import type {Options} from './options.ts'

/** What a machine is read with. */
interface Reading {
  readonly parsed: ParsedConfig
  readonly signal: AbortSignal
  /** Whether what boots the machine is kept as it is, secrets included; else they are hidden. */
  readonly keepsSecrets?: boolean
}

/** The machine that the arguments name; else the one that this runs on. */
export async function readNamedHost(
  {host}: Pick<Options, 'host'>,
  {parsed, signal, keepsSecrets = false}: Reading,
): Promise<Host> {
  const paths = [parsed.config.squashfs_fullpath]
  if (host === undefined) {
    return readHost({paths, signal, keepsSecrets})
  }
  return (await readDescription(host)).host
}

/** The machine that this runs on with what a snapshot of it would take, unless there is to be none. */
export const withSnapshot = (host: Host, {parsed}: Pick<Reading, 'parsed'>): Host =>
  parsed.config.snapshot === 'none'
    ? host
    : {...host, snapshot: measureSnapshot(flattenMounts(host.mounts))}

/**
 * The same with the folders of its packages that links take elsewhere, as far as that is known, and with what a snapshot of it would
 * take; where they do not matter to the engine, a hundred thousand paths are not looked at.
 */
export async function readMachine(
  {host}: Pick<Options, 'host'>,
  {engineOf, ...reading}: Reading & {engineOf: (host: Host) => EngineId},
): Promise<{host: Host; linkedFolders: readonly string[]}> {
  if (host === undefined) {
    const found = await readNamedHost({host}, reading)
    const engine = engineOf(found)
    return {
      host: changesSource(engine) ? withSnapshot(found, reading) : found,
      linkedFolders: carriesOutPlan(engine)
        ? findLinkedFolders('/', readPackagedPaths('/').keys())
        : [],
    }
  }
  return readDescribedMachine(host)
}

/** The same of a machine that is described in a file. */
export async function readDescribedMachine(
  file: string,
): Promise<{host: Host; linkedFolders: readonly string[]}> {
  const {host, observations} = await readDescription(file)
  return {host, linkedFolders: observations?.linkedFolders ?? []}
}

/** The files that machines are described in: of a folder all that are not hidden, in the order of their names. */
export async function listDescriptions(names: readonly string[]): Promise<readonly string[]> {
  const files = await Promise.all(
    names.map(async name => ((await isFolder(name)) ? listFolder(name) : [name])),
  )
  return files.flat()
}

async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder)).filter(entry => !entry.startsWith('.')).toSorted()
  if (entries.length > 0) return entries.map(entry => join(folder, entry))
  throw new LivemodeError(
    'USAGE',
    `${folder}: there is no description of a machine in this folder`,
    {hint: '"livemode host >FILE.json" on a machine writes one'},
  )
}

/** Whether it is one; what is not there is a file that cannot be read. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

/**
 * The same with what a resolver needs to know of it.
 *
 * Throws `USAGE` when the description that the arguments name has no such facts.
 */
export async function readNamedMachine(
  {host}: Pick<Options, 'host'>,
  reading: Reading,
): Promise<DescribedMachine> {
  if (host === undefined) {
    const {signal} = reading
    return {host: await readNamedHost({host}, reading), ...(await readSourceState({signal}))}
  }
  const {facts, ...described} = await readDescription(host)
  if (facts !== undefined) return {...described, facts}
  throw new LivemodeError('USAGE', `${host}: this description has no facts of the packages`, {
    hint: `"livemode host --facts FILE" on that machine writes one that has them`,
  })
}

/** A description of a machine, with or without the facts of its packages: its content says which. */
async function readDescription(file: string): Promise<Partial<DescribedMachine> & {host: Host}> {
  const bytes = await readBytes(file, {mostBytes: mostArchiveBytes})
  if (isArchive(bytes)) return unpackMachine(bytes, {file})
  if (bytes.length > mostBytes) throw tooLarge(refuseAsUsage(file), mostBytes)
  return {host: parseHost(textOf(bytes, refuseAsUsage(file)), {file})}
}

/** The facts of a machine with all packages that there are would still be less, compressed. */
const mostArchiveBytes = mostFactBytes
