import {
  type BootEntryPlan,
  type LoaderId,
  planBootEntry,
  planMenu,
  planResume,
} from '@livemode/bootentry'
import {
  type Config,
  type Finding,
  liveModeConfigFacts,
  type Messages,
  type PlannedFile,
  type UpgradeTransaction,
} from '@livemode/config'
import type {Host} from '@livemode/host'
import {hmacPathOf, type ImagePlan, planImage} from '@livemode/image'
import {
  type EngineId,
  type ImageSource,
  type ImageVerity,
  type LiveHook,
  type MachinePlan,
  planImageSource,
  planMachine,
} from '@livemode/live'
import {
  liveModeRequirementsTasks,
  planLayers,
  planRequirements,
  type Requirements,
  type Target,
  type TargetId,
  type TargetSources,
  type UserspaceLayers,
  usedTargetRepositories,
} from '@livemode/userspace'
import {type Downtime, estimateDowntime} from './downtime.ts'

/** What an image is built from: a target and a configuration, and no machine. */
export interface BuildInput {
  readonly config: Config
  readonly target: Target
  readonly targetId: TargetId
  readonly enabled: boolean
  /** The text of the file that `setup_opensshd_with_auth_keys` names. */
  readonly authorizedKeys: string | null
  /** Where the target's packages come from. */
  readonly targetSources: TargetSources
  /** The version of the Node that goes into the image. */
  readonly nodeVersion: string
}

export interface UpgradeInput extends BuildInput {
  readonly host: Host
  /** What starts the live image on this machine, see `chooseLoader`. */
  readonly loader: LoaderId | 'unknown'
  /** Which of the image's engines is used on this machine. */
  readonly engine: EngineId
  /** What tells this installation from all others. */
  readonly installation: string
  /** The checksum of the transaction that is installed with it; null: there is none. */
  readonly transactionSha256: string | null
  /** The administrator's executables for the live system. */
  readonly hooks: readonly LiveHook[]
  /** What the live image is checked by, when it has been built. */
  readonly verity?: ImageVerity
  /** The build that is installed, where it has been made; else the one that is planned. */
  readonly buildId?: string
}

type BuildMessage =
  | 'LiveModeConfigFacts'
  | 'UsedTargetRepositories'
  | 'LiveModeRequirementsTasks'
  | 'BootContent'
  | 'LiveModeArtifacts'

/** Everything that `build` will do, decided beforehand. */
export interface BuildPlan {
  readonly messages: Messages<BuildMessage>
  readonly requirements: Requirements
  readonly layers: UserspaceLayers
  readonly image: ImagePlan
}

/** Everything that `build` and `install` will do. */
export interface UpgradePlan extends BuildPlan {
  /** Where the live boot gets the image from. */
  readonly imageSource: ImageSource
  /** The machine's own part of the live system. */
  readonly machine: MachinePlan
  readonly bootEntry: BootEntryPlan
}

/** What stands in a plan for the id that `install` makes up. */
export const plannedInstallation = '00000000-0000-0000-0000-000000000000'

/** Plans a build. Pure: the same input, the same plan. */
export function planBuild(input: BuildInput): BuildPlan {
  const {config, target, targetSources, enabled} = input
  const requirements = planRequirements(target, config)
  const layers = planLayers(target, requirements, targetSources)
  const image = planImage({...input, layers})
  return {
    messages: {
      LiveModeConfigFacts: liveModeConfigFacts(config, {enabled}),
      UsedTargetRepositories: usedTargetRepositories(targetSources),
      LiveModeRequirementsTasks: liveModeRequirementsTasks(requirements),
      BootContent: image.bootContent,
      LiveModeArtifacts: image.artifacts,
    },
    requirements,
    layers,
    image,
  }
}

/** Plans an upgrade, from the configuration to the boot entry. Pure: the same input, the same plan. */
export function planUpgrade(input: UpgradeInput): UpgradePlan {
  const {config, host, target} = input
  const build = planBuild(input)
  const {bootContent, buildId} = build.image
  const imageSource = planImageSource(config, host)
  const bootEntry = planBootEntry({
    ...input,
    image: imageSource,
    target: {...target, title: `Live upgrade to ${target.title}`},
  })
  const machine = planMachine({
    ...input,
    image: imageSource,
    buildId: input.buildId ?? buildId,
    resume: planResume(bootEntry),
    menu: planMenu(bootEntry, host),
  })
  return {
    ...build,
    messages: {
      ...build.messages,
      BootContent: {
        kernel_path: bootEntry.kernel,
        initram_path: bootEntry.initramfs,
        kernel_hmac_path: bootContent.kernel_hmac_path && hmacPathOf(bootEntry.kernel),
      },
    },
    imageSource,
    machine,
    bootEntry,
  }
}

type PartedFile = PlannedFile & {readonly part: 'image' | 'machine'}

/** What of a transaction is for a reader; the rest is for the programs that carry it out. */
export type PrintedTransaction = Pick<
  UpgradeTransaction,
  'upgrade' | 'new' | 'remove' | 'kept' | 'downloadBytes' | 'peakBytes'
>

/** A transaction, and what speaks for and against it. */
export interface PlannedTransaction {
  readonly transaction: UpgradeTransaction
  readonly findings: readonly Finding[]
}

/** The plan as `plan --json` prints it. */
export interface PrintedPlan {
  readonly messages: Messages<BuildMessage>
  readonly files: readonly PartedFile[]
  /** What happens to the packages, when that has been resolved. */
  readonly transaction?: PrintedTransaction
  /** For how long the machine is down, by estimate. */
  readonly downtimeSeconds?: Downtime
  /** What speaks for and against the transaction. */
  readonly findings?: readonly Finding[]
  readonly initramfs: {readonly argv: readonly string[]}
  readonly squashfs: {readonly argv: readonly string[]}
  readonly bootEntry: BootEntryPlan
}

export function printedPlan(
  {messages, image, machine, bootEntry}: UpgradePlan,
  planned?: PlannedTransaction,
): PrintedPlan {
  return {
    messages,
    files: [...inPart('image', image.files), ...inPart('machine', machine.files)],
    ...(planned && {
      transaction: printedTransaction(planned.transaction),
      downtimeSeconds: estimateDowntime(planned.transaction),
      findings: planned.findings,
    }),
    initramfs: {argv: image.initramfs.argv},
    squashfs: {argv: image.squashfs.argv},
    bootEntry,
  }
}

const printedTransaction = ({
  upgrade,
  new: added,
  remove,
  kept,
  downloadBytes,
  peakBytes,
}: UpgradeTransaction): PrintedTransaction => ({
  upgrade,
  new: added,
  remove,
  kept,
  downloadBytes,
  peakBytes,
})

const inPart = (part: PartedFile['part'], files: readonly PlannedFile[]): readonly PartedFile[] =>
  files.map(({path, ...file}) => ({path, part, ...file}) as PartedFile)
