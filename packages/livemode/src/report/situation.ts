import type {LoaderId} from '@livemode/bootentry'
import type {Config, UpgradeTransaction} from '@livemode/config'
import {flattenMounts, type Host, type Mount} from '@livemode/host'
import {
  carriesOutPlan,
  type EngineId,
  type FindUnreached,
  type ImageSource,
  type ImageVerity,
  type PlannedFstab,
  planFstab,
  planImageSource,
  planReach,
  sourceRootOf,
} from '@livemode/live'
import type {ResolvedTransaction} from '@livemode/transaction'
import type {Target, TargetSources} from '@livemode/userspace'
import type {ImageSizes} from './sizes.ts'

/** What a report about a build is made from. */
export interface BuildReportInput {
  readonly config: Config
  readonly target: Target
  readonly enabled: boolean
}

/** What a report about an upgrade is made from. */
export interface ReportInput extends BuildReportInput {
  readonly host: Host
  /** Where the target's packages come from, where that has been read. */
  readonly targetSources?: TargetSources
  /** What upgrades it. */
  readonly engine: EngineId
  /** What starts the live image: the machine's boot loader unless told, see `chooseLoader`. */
  readonly loader: LoaderId | 'unknown'
  readonly sizes: ImageSizes
  /** What the image is checked by, where it has been built: it goes onto the kernel command line. */
  readonly verity?: ImageVerity | undefined
  /** How old the packages of the image are, where it has been built. */
  readonly imageDays?: number | undefined
  /** What the image was built with for devices, where it has been built. */
  readonly imageSupport?: readonly string[] | undefined
  /** What it says that it is, `PRETTY_NAME` in os-release(5), where it has been built. */
  readonly imageName?: string | undefined
  /** The modules of dracut's that its initramfs had to have, and its packages, where it has been built. */
  readonly imageModules?: readonly string[] | undefined
  readonly imagePackages?: readonly string[] | undefined
  /** Whether its kernel is signed for Secure Boot, where it has been built. */
  readonly isKernelSigned?: boolean | undefined
  /** The modules of its kernel for disks and networks, where it has been built. */
  readonly imageDrivers?: readonly string[] | undefined
  /** The folders of its packages that links take elsewhere, where they were looked for. */
  readonly linkedFolders?: readonly string[]
  /** What happens to its packages, where that has been resolved. */
  readonly resolved?: Pick<ResolvedTransaction, 'transaction' | 'findings'> | undefined
  /** The machine that builds the image; undefined where it has not been looked at. */
  readonly buildMachine?: BuildMachine
}

export interface BuildMachine {
  /** Why no container engine answers; null when one does. */
  readonly engineProblem: string | null
}

/** The same, with what several checks ask for. */
export interface Situation extends ReportInput {
  readonly image: ImageSource
  readonly sourceRoot: string
  /** Why the live boot does not have what is below a mount. */
  readonly findUnreached: FindUnreached
  readonly fstab: PlannedFstab
  readonly mounts: readonly Mount[]
}

/**
 * Puts together what the checks ask for. Throws `HOST_INVALID` when the description of the host
 * contradicts itself, e.g. when no mount holds the image or its fstab cannot be read.
 */
export function planSituation(input: ReportInput): Situation {
  const {config, host} = input
  const image = planImageSource(config, host)
  const sourceRoot = sourceRootOf(image)
  const findUnreached = planReach({...input, image})
  return {
    ...input,
    image,
    sourceRoot,
    findUnreached,
    fstab: planFstab(host, {sourceRoot, findUnreached}),
    mounts: flattenMounts(host.mounts),
  }
}

/** The transaction of an upgrade, where it has been resolved, and the engine does what it says. */
export const transactionOf = ({
  engine,
  resolved,
}: Pick<ReportInput, 'engine' | 'resolved'>): UpgradeTransaction | undefined =>
  carriesOutPlan(engine) ? resolved?.transaction : undefined
