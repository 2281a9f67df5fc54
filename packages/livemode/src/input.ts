import {isUtf8} from 'node:buffer'
import {existsSync} from 'node:fs'
import {readdir, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {
  type ConfigFile,
  isEnabled,
  LivemodeError,
  type ParsedConfig,
  parseAuthorizedKeys,
  parseConfigFiles,
  placeFinder,
} from '@livemode/config'
import {connectEngine} from '@livemode/container'
import {type Host, parseHost, readHost} from '@livemode/host'
import {artifactNames, type Manifest, readManifest} from '@livemode/image'
import {findTarget, type TargetId} from '@livemode/userspace'
import type {Arguments} from './arguments.ts'
import {type BuildMachine, type ImageSizes, planSizes} from './report/index.ts'
import type {UpgradeInput} from './upgrade-plan.ts'

/** Where Leapp keeps its configuration: one file of livemode's own, and a folder that all share. */
const leappPlaces = {
  file: '/etc/leapp/actor.d/livemode.yaml',
  folder: '/etc/leapp/actor_conf.d',
}

/** The configuration that the arguments name, a file or a folder; else this machine's own, if it has one. */
export async function readConfig(
  {config}: Pick<Arguments, 'config'>,
  places = leappPlaces,
): Promise<ParsedConfig> {
  if (config === undefined) {
    const own = existsSync(places.file) ? [await readConfigFile(places.file)] : []
    return parseConfigFiles([...own, ...(await readFolder(places.folder))])
  }
  if (!(await isFolder(config))) return parseConfigFiles([await readConfigFile(config)])
  const files = await readFolder(config)
  if (files.length > 0) return parseConfigFiles(files)
  throw new LivemodeError('USAGE', `${config}: there is no *.yaml in this folder`)
}

/** Everything that an upgrade is planned and checked from. */
export interface Inputs extends UpgradeInput {
  readonly targetId: TargetId
  readonly sizes: ImageSizes
  /** What `build` has left in the folder of the artifacts. */
  readonly manifest: Manifest | undefined
}

/** Reads what the arguments name. Throws, with exit code 2, when any of it is wrong. */
export async function readInputs(
  args: Pick<Arguments, 'config' | 'host' | 'loader' | 'out' | 'target'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Inputs> {
  const target = findTarget(args.target)
  const targetId = args.target as TargetId
  const parsed = await readConfig(args)
  const host = await readNamedHost(args, parsed)
  const manifest = await readManifest(args.out)
  const imageSha256 = manifest?.artifacts[artifactNames.squashfs].sha256
  return {
    config: parsed.config,
    host: {...host, loader: args.loader ?? host.loader},
    target,
    targetId,
    enabled: isEnabled(environment),
    authorizedKeys: await readAuthorizedKeys(parsed),
    sizes: planSizes(target, {targetId, manifest}),
    manifest,
    ...(imageSha256 === undefined ? {} : {imageSha256}),
  }
}

/** What this machine has for building images. */
export async function readBuildMachine(
  environment: Readonly<Record<string, string | undefined>>,
  {host}: Pick<Arguments, 'host'>,
): Promise<BuildMachine> {
  const isSource = host === undefined
  try {
    await connectEngine(environment)
    return {engineProblem: null, isSource}
  } catch (error) {
    if (!(error instanceof LivemodeError)) throw error
    return {engineProblem: error.message, isSource}
  }
}

/** The machine that the arguments name; else the one that this runs on. */
export async function readNamedHost(
  {host}: Pick<Arguments, 'host'>,
  {config}: ParsedConfig,
): Promise<Host> {
  if (host !== undefined) return parseHost(await readText(host), {file: host})
  return readHost({paths: [config.squashfs_fullpath]})
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

/** The `*.yaml` of a folder in the order of their names; none when there is no such folder. */
async function readFolder(folder: string): Promise<readonly ConfigFile[]> {
  const names = existsSync(folder) ? await readdir(folder) : []
  const files = names.filter(name => name.endsWith('.yaml') && !name.startsWith('.')).toSorted()
  return Promise.all(
    files.map(async name => ({...(await readConfigFile(join(folder, name))), isShared: true})),
  )
}

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

const usage = (file: string, why: string, cause?: unknown) =>
  new LivemodeError('USAGE', `${file}: ${why}`, {cause})

/** Reads a file that is text. `refuse` makes the error when that does not go. */
async function readText(
  file: string,
  refuse: (why: string, cause?: unknown) => LivemodeError = (why, cause) => usage(file, why, cause),
): Promise<string> {
  let bytes: Buffer
  try {
    const found = await stat(file)
    if (found.isCharacterDevice() || found.isBlockDevice()) throw refuse('it is a device')
    if (found.size > mostBytes) throw refuse(`it has ${found.size} bytes, which cannot be right`)
    bytes = await readFile(file)
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
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const text = bytes.toString('utf8')
  const {line, column} = placeFinder(text)(text.indexOf('\ufffd'))
  throw refuse(`it is no text in UTF-8 from line ${line}, column ${column} on`)
}
