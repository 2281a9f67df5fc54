import {join} from 'node:path'
import {creditSpace, readRecord} from '@livemode/bootentry'
import {isEnabled, LivemodeError, type ParsedConfig} from '@livemode/config'
import {connectEngine} from '@livemode/container'
import type {Host} from '@livemode/host'
import {artifactNames, type Manifest, readKernelSignature, readManifest} from '@livemode/image'
import {carriesOutPlan, type EngineId} from '@livemode/live'
import {type ResolvedTransaction, readTransaction} from '@livemode/transaction'
import {findTargetId, type Target, targets} from '@livemode/userspace'
import {builtTarget} from './built-target.ts'
import type {Context} from './commands/command.ts'
import {chooseEngine, namedEngine} from './engine-choice.ts'
import {readLiveHooks} from './hooks.ts'
import {chooseLoader} from './loader-choice.ts'
import {readAuthorizedKeys, readConfig} from './named-config.ts'
import {listDescriptions, readDescribedMachine, readMachine} from './named-machine.ts'
import type {Options} from './options.ts'
import {type BuildMachine, type ImageSizes, planSizes} from './report/index.ts'
import {readTargetSources} from './target-sources.ts'
import {type BuildInput, plannedInstallation, type UpgradeInput} from './upgrade-plan.ts'

/** Everything that a build is planned and checked from. */
export interface BuildInputs extends BuildInput {
  readonly parsed: ParsedConfig
}

/** Reads what a build is planned from: no machine. Throws, with exit code 2, when any of it is wrong. */
export async function readBuildInputs(
  args: Pick<Options, 'config' | 'target'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BuildInputs> {
  const targetId = findTargetId(args.target)
  const target: Target = targets[targetId]
  const parsed = await readConfig(args)
  return {
    parsed,
    config: parsed.config,
    target,
    targetSources: await readTargetSources(parsed, target),
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
  readonly imageDays: number | undefined
  readonly imageSupport: readonly string[] | undefined
  readonly imageName: string | undefined
  readonly imageModules: readonly string[] | undefined
  readonly imagePackages: readonly string[] | undefined
  readonly imageDrivers: readonly string[] | undefined
  readonly isKernelSigned: boolean | undefined
  /** What `build` has left in the folder of the artifacts. */
  readonly manifest: Manifest | undefined
  /** What `resolve` has left there. */
  readonly resolved: ResolvedTransaction | undefined
}

type InputArguments = Pick<Options, 'config' | 'engine' | 'host' | 'loader' | 'out' | 'target'>

/** What is the same for all machines of a configuration. */
interface SharedInputs extends BuildInputs {
  /** The engine that is named for all of them. */
  readonly engine: EngineId | undefined
  readonly loader: Options['loader']
  readonly manifest: Manifest | undefined
  readonly isKernelSigned: boolean | undefined
}

async function readShared(
  args: InputArguments,
  environment: Context['environment'],
  verified?: Manifest | null,
): Promise<SharedInputs> {
  const build = await readBuildInputs(args, environment)
  const manifest = verified === undefined ? await readManifest(args.out) : (verified ?? undefined)
  const isKernelSigned = await readKernelSignature(join(args.out, artifactNames.kernel))
  const engine = namedEngine(args, build.target)
  return {...build, engine, loader: args.loader, manifest, isKernelSigned}
}

/** Reads what the arguments name. Throws, with exit code 2, when any of it is wrong. */
export async function readInputs(
  args: InputArguments,
  {
    environment,
    signal,
    keepsSecrets = false,
    verified,
  }: Pick<Context, 'environment' | 'signal'> & {
    /** Whether this machine's own secrets are in it, for what boots it; else they are hidden. */
    readonly keepsSecrets?: boolean
    /** The manifest whose signature was verified, null where there is none; else that in the folder is read. */
    readonly verified?: Manifest | null
  },
): Promise<Inputs> {
  const shared = await readShared(args, environment, verified)
  const machine = await readMachine(args, {
    parsed: shared.parsed,
    engineOf: host => engineOf(shared, host),
    signal,
    keepsSecrets,
  })
  const left = await readTransaction(args.out)
  return inputsOf(shared, {
    ...machine,
    host: await creditLeftovers(machine.host, args),
    // One that was resolved for another target is not this upgrade's.
    resolved: left?.transaction.targetId === args.target ? left : undefined,
    // They are this machine's own; what is described elsewhere has none in its description.
    hooks: args.host === undefined ? await readLiveHooks() : [],
  })
}

/** One of several machines. */
export interface FleetMember {
  /** Where its description is. */
  readonly file: string
  /** Reads what its upgrade is planned from. Throws, with exit code 2, when the description is wrong. */
  readonly read: () => Promise<Inputs>
}

/** The machines that the arguments name. Of their packages nothing is known: they were resolved for one machine at most. */
export async function openFleet(
  args: InputArguments & Pick<Options, 'hosts'>,
  environment: Context['environment'],
): Promise<readonly FleetMember[]> {
  const shared = await readShared(args, environment)
  const files = await listDescriptions(args.hosts)
  return files.map(file => ({
    file,
    read: async () => {
      const machine = await readDescribedMachine(file)
      return inputsOf(shared, {...machine, resolved: undefined, hooks: []})
    },
  }))
}

function inputsOf(
  {loader: named, manifest, ...build}: SharedInputs,
  {
    host,
    linkedFolders,
    resolved,
    hooks,
  }: Pick<Inputs, 'host' | 'linkedFolders' | 'resolved' | 'hooks'>,
): Inputs {
  const {parsed: _, engine: wanted, ...input} = build
  const {targetId} = input
  const engine = engineOf({engine: wanted, target: input.target}, host)
  const target = builtTarget(input, manifest)
  return {
    ...input,
    engine,
    target,
    // The image that is there brings its own.
    nodeVersion: manifest?.nodeVersion ?? input.nodeVersion,
    ...chooseLoader(host, {named, target: input.target}),
    linkedFolders,
    installation: plannedInstallation,
    resolved,
    hooks,
    transactionSha256: carriesOutPlan(engine) ? (resolved?.sha256 ?? null) : null,
    sizes: planSizes(target, {targetId, manifest}),
    manifest,
    imageSupport: manifest?.deviceSupport,
    imageName: manifest?.target.prettyName,
    imageModules: manifest?.dracutModules,
    imagePackages: manifest?.packages,
    imageDrivers: manifest?.drivers,
    imageDays: manifest && daysSince(manifest.userspace.made),
    ...(manifest && {verity: manifest.verity}),
  }
}

const engineOf = (
  {engine, target}: Pick<SharedInputs, 'engine' | 'target'>,
  host: Host,
): EngineId => engine ?? chooseEngine(host, target)

/** On this machine an installation that is there makes room for the next; whose it is only root can read. */
async function creditLeftovers(
  host: Host,
  {host: described}: Pick<Options, 'host'>,
): Promise<Host> {
  if (described !== undefined || process.getuid?.() !== 0) return host
  // A damaged record is no reason to tell nothing of the machine.
  const record = await readRecord().catch(() => undefined)
  const files = record?.files ?? []
  return {...host, space: await creditSpace(host.space, files)}
}

const daysSince = (time: string) => Math.floor((Date.now() - Date.parse(time)) / 86_400_000)

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
