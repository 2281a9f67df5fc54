import {isUtf8} from 'node:buffer'
import {existsSync} from 'node:fs'
import {readdir, readFile, stat} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import {creditSpace, readRecord} from '@livemode/bootentry'
import {
  type ConfigFile,
  isEnabled,
  LivemodeError,
  ownConfigFile,
  type ParsedConfig,
  parseAuthorizedKeys,
  parseConfigFiles,
  placeFinder,
} from '@livemode/config'
import {connectEngine, isArchive} from '@livemode/container'
import {
  findLinkedFolders,
  type Host,
  mostFactBytes,
  parseHost,
  readHost,
  readPackagedPaths,
  readSourceState,
} from '@livemode/host'
import {artifactNames, type Manifest, readManifest} from '@livemode/image'
import {changesSource, defaultEngineFor, type EngineId, enginesFor} from '@livemode/live'
import {
  keyringBytes,
  type ResolvedTransaction,
  readTransaction,
  type SourceChoice,
} from '@livemode/transaction'
import {findTargetId, type Target, targets} from '@livemode/userspace'
import type {Arguments} from './arguments.ts'
import {readLiveHooks} from './hooks.ts'
import {type DescribedMachine, unpackMachine} from './machine-archive.ts'
import {type BuildMachine, type ImageSizes, planSizes} from './report/index.ts'
import {type BuildInput, plannedInstallation, type UpgradeInput} from './upgrade-plan.ts'

/** Where a machine keeps its configuration. */
interface ConfigPlaces {
  /** Leapp's file for livemode alone. */
  readonly file: string
  /** Leapp's folder, which all of its actors share. */
  readonly folder: string
  /** What is livemode's own. */
  readonly own: string
}

const machinePlaces: ConfigPlaces = {
  file: '/etc/leapp/actor.d/livemode.yaml',
  folder: '/etc/leapp/actor_conf.d',
  own: ownConfigFile,
}

/** The configuration that the arguments name, a file or a folder; else this machine's own, if it has one. */
export async function readConfig(
  {config}: Pick<Arguments, 'config'>,
  places = machinePlaces,
): Promise<ParsedConfig> {
  const parse = (files: readonly ConfigFile[]) =>
    parseConfigFiles(files.map(file => ({...file, isReadByLeapp: isReadByLeapp(file, places)})))
  if (config === undefined) {
    const {file, folder, own} = places
    const all = [await readIfThere(file), await readFolder(folder), await readIfThere(own)]
    return parse(all.flat())
  }
  if (!(await isFolder(config))) return parse([await readConfigFile(config)])
  const files = await readFolder(config)
  if (files.length > 0) return parse(files)
  throw new LivemodeError('USAGE', `${config}: there is no *.yaml in this folder`)
}

/** Leapp does not ask who has named its files to livemode. */
const isReadByLeapp = ({file}: ConfigFile, places: ConfigPlaces) =>
  resolve(file) === places.file || dirname(resolve(file)) === places.folder

/** Everything that a build is planned and checked from. */
export interface BuildInputs extends BuildInput {
  readonly parsed: ParsedConfig
}

/** Reads what a build is planned from: no machine. Throws, with exit code 2, when any of it is wrong. */
export async function readBuildInputs(
  args: Pick<Arguments, 'config' | 'target'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BuildInputs> {
  const targetId = findTargetId(args.target)
  const parsed = await readConfig(args)
  return {
    parsed,
    config: parsed.config,
    target: targets[targetId],
    targetId,
    enabled: isEnabled(environment),
    authorizedKeys: await readAuthorizedKeys(parsed),
    nodeVersion: process.version,
  }
}

/** Everything that an upgrade is planned and checked from. */
export interface Inputs extends UpgradeInput {
  readonly sizes: ImageSizes
  readonly linkedFolders: readonly string[]
  /** What `build` has left in the folder of the artifacts. */
  readonly manifest: Manifest | undefined
  /** What `resolve` has left there. */
  readonly resolved: ResolvedTransaction | undefined
}

/** Reads what the arguments name. Throws, with exit code 2, when any of it is wrong. */
export async function readInputs(
  args: Pick<Arguments, 'config' | 'engine' | 'host' | 'loader' | 'out' | 'target'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Inputs> {
  const {parsed, ...build} = await readBuildInputs(args, environment)
  const {target, targetId} = build
  const engine = engineOf(args, target)
  const {host: described, linkedFolders} = await readMachine(args, parsed)
  const host = await creditLeftovers(described, args)
  const manifest = await readManifest(args.out)
  const left = await readTransaction(args.out)
  // One that was resolved for another target is not this upgrade's.
  const resolved = left?.transaction.targetId === args.target ? left : undefined
  const imageSha256 = manifest?.artifacts[artifactNames.squashfs].sha256
  return {
    ...build,
    // The image that is there brings its own.
    nodeVersion: manifest?.nodeVersion ?? build.nodeVersion,
    host: {...host, loader: args.loader ?? host.loader},
    linkedFolders,
    engine,
    installation: plannedInstallation,
    resolved,
    // They are this machine's own; what is described elsewhere has none in its description.
    hooks: args.host === undefined ? await readLiveHooks() : [],
    transactionSha256: changesSource(engine) ? (resolved?.sha256 ?? null) : null,
    sizes: planSizes(target, {targetId, manifest}),
    manifest,
    ...(imageSha256 === undefined ? {} : {imageSha256}),
  }
}

/** On this machine an installation that is there makes room for the next; whose it is only root can read. */
async function creditLeftovers(
  host: Host,
  {host: described}: Pick<Arguments, 'host'>,
): Promise<Host> {
  if (described !== undefined || process.getuid?.() !== 0) return host
  const files = (await readRecord())?.files ?? []
  return {...host, space: await creditSpace(host.space, files)}
}

/** The engine that the arguments name, among those of the target's images; else the target's own. */
function engineOf({engine}: Pick<Arguments, 'engine'>, {title, packageManager}: Target): EngineId {
  const carried = enginesFor(packageManager)
  const wanted = engine ?? defaultEngineFor(packageManager)
  const found = carried.find(id => id === wanted)
  if (found !== undefined) return found
  throw new LivemodeError(
    'USAGE',
    `images of ${title} have no engine ${JSON.stringify(engine)}; they have ${carried.join(', ')}`,
  )
}

/** What this machine has for building images. */
export async function readBuildMachine(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BuildMachine> {
  try {
    await connectEngine(environment)
    return {engineProblem: null}
  } catch (error) {
    if (!(error instanceof LivemodeError)) throw error
    return {engineProblem: error.message}
  }
}

/** The machine that the arguments name; else the one that this runs on. */
export async function readNamedHost(
  {host}: Pick<Arguments, 'host'>,
  {config}: ParsedConfig,
): Promise<Host> {
  if (host === undefined) return readHost({paths: [config.squashfs_fullpath]})
  return (await readDescription(host)).host
}

/** The same with the folders of its packages that links take elsewhere, as far as that is known. */
async function readMachine({host}: Pick<Arguments, 'host'>, parsed: ParsedConfig) {
  if (host === undefined) {
    const linkedFolders = findLinkedFolders('/', readPackagedPaths('/').keys())
    return {host: await readNamedHost({host}, parsed), linkedFolders}
  }
  const description = await readDescription(host)
  return {host: description.host, linkedFolders: description.observations?.linkedFolders ?? []}
}

/**
 * The same with what a resolver needs to know of it.
 *
 * Throws `USAGE` when the description that the arguments name has no such facts.
 */
export async function readNamedMachine(
  {host}: Pick<Arguments, 'host'>,
  parsed: ParsedConfig,
): Promise<DescribedMachine> {
  if (host === undefined) {
    return {host: await readNamedHost({host}, parsed), ...(await readSourceState())}
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
  if (bytes.length > mostBytes) throw tooLarge(refuseAsUsage(file), bytes.length)
  return {host: parseHost(textOf(bytes, refuseAsUsage(file)), {file})}
}

/** The public keys that open the live system; null when the configuration names no file of them. */
export async function readAuthorizedKeys({config, refuse}: ParsedConfig): Promise<string | null> {
  const file = config.setup_opensshd_with_auth_keys
  if (file === null) return null
  const text = await readText(file, (why, cause) =>
    refuse('setup_opensshd_with_auth_keys', {what: `${file}: ${why}`, cause}),
  )
  parseAuthorizedKeys(text, {file})
  return text
}

/** What was chosen for package sources of others, with the keyrings that the configuration names. */
export const readSourceChoices = ({
  config,
  refuse,
}: ParsedConfig): Promise<readonly SourceChoice[]> =>
  Promise.all(
    config.third_party_sources.map(async choice => {
      const file = choice.signed_by
      if (file === undefined) return choice
      const keyring = await readBytes(file, {
        mostBytes,
        refuse: (why, cause) => refuse('third_party_sources', {what: `${file}: ${why}`, cause}),
      })
      return {...choice, keyring: keyringBytes(keyring)}
    }),
  )

/** The `*.yaml` of a folder in the order of their names; none when there is no such folder. */
async function readFolder(folder: string): Promise<readonly ConfigFile[]> {
  const names = existsSync(folder) ? await readdir(folder) : []
  const files = names.filter(name => name.endsWith('.yaml') && !name.startsWith('.')).toSorted()
  return Promise.all(
    files.map(async name => ({...(await readConfigFile(join(folder, name))), isShared: true})),
  )
}

const readIfThere = async (file: string): Promise<readonly ConfigFile[]> =>
  existsSync(file) ? [await readConfigFile(file)] : []

const readConfigFile = async (file: string): Promise<ConfigFile> => ({
  file,
  text: await readText(file),
})

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** More than any of these files has, and little enough to be held against its rules in a moment. */
const mostBytes = 1024 * 1024

/** The facts of a machine with all packages that there are would still be less, compressed. */
const mostArchiveBytes = mostFactBytes

/** Makes the error for a file that cannot be read. */
type Refuse = (why: string, cause?: unknown) => LivemodeError

const refuseAsUsage =
  (file: string): Refuse =>
  (why, cause) =>
    new LivemodeError('USAGE', `${file}: ${why}`, {cause})

const tooLarge = (refuse: Refuse, size: number) =>
  refuse(`it has ${size} bytes, which cannot be right`)

/** Reads a file that is text. `refuse` makes the error when that does not go. */
const readText = async (file: string, refuse: Refuse = refuseAsUsage(file)): Promise<string> =>
  textOf(await readBytes(file, {mostBytes, refuse}), refuse)

async function readBytes(
  file: string,
  {mostBytes, refuse = refuseAsUsage(file)}: {mostBytes: number; refuse?: Refuse},
): Promise<Buffer> {
  try {
    const found = await stat(file)
    if (found.isCharacterDevice() || found.isBlockDevice()) throw refuse('it is a device')
    if (found.size > mostBytes) throw tooLarge(refuse, found.size)
    return await readFile(file)
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    const {code} = error as NodeJS.ErrnoException
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      ENOTDIR: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'it cannot be read: permission denied',
    }
    throw refuse(reasons[code ?? ''] ?? `it cannot be read (${code})`, error)
  }
}

function textOf(bytes: Buffer, refuse: Refuse): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const text = bytes.toString('utf8')
  const {line, column} = placeFinder(text)(text.indexOf('\ufffd'))
  throw refuse(`it is no text in UTF-8 from line ${line}, column ${column} on`)
}
