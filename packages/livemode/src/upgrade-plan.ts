import {type BootEntryPlan, planBootEntry} from '@livemode/bootentry'
import {type Config, liveModeConfigFacts, type Messages, type PlannedFile} from '@livemode/config'
import type {Host} from '@livemode/host'
import {hmacPathOf, type ImagePlan, planImage} from '@livemode/image'
import {
  liveModeRequirementsTasks,
  planLayers,
  planRequirements,
  type Requirements,
  type Target,
  type UserspaceLayers,
} from '@livemode/userspace'

export interface UpgradeInput {
  readonly config: Config
  readonly host: Host
  readonly target: Target
  readonly enabled: boolean
  /** The text of the file that `setup_opensshd_with_auth_keys` names. */
  readonly authorizedKeys: string | null
  /** The checksum of the live image, when it has been built. */
  readonly imageSha256?: string
  /** The folder that the boot loader boots kernels from, where it has been asked. */
  readonly bootFolder?: string
}

type PlannedMessage = Exclude<keyof Messages, 'PrepareLiveImageTasks' | 'PrepareLiveImagePostTasks'>

/** Everything that `build` and `install` will do, decided beforehand. */
export interface UpgradePlan {
  readonly messages: Messages<PlannedMessage>
  readonly requirements: Requirements
  readonly layers: UserspaceLayers
  readonly image: ImagePlan
  readonly bootEntry: BootEntryPlan
}

/** Plans an upgrade, from the configuration to the boot entry. Pure: the same input, the same plan. */
export function planUpgrade(input: UpgradeInput): UpgradePlan {
  const {config, target, enabled} = input
  const requirements = planRequirements(target, config)
  const layers = planLayers(target, requirements)
  const image = planImage({...input, layers})
  const bootEntry = planBootEntry({
    ...input,
    content: image.bootContent,
    target: {...target, title: `Live upgrade to ${target.title}`},
  })
  return {
    messages: {
      LiveModeConfigFacts: liveModeConfigFacts(config, {enabled}),
      UsedTargetRepositories: {repos: target.repositories.map(repoid => ({repoid}))},
      LiveModeRequirementsTasks: liveModeRequirementsTasks(requirements),
      BootContent: {
        ...image.bootContent,
        kernel_path: bootEntry.kernel,
        initram_path: bootEntry.initramfs,
        kernel_hmac_path: image.bootContent.kernel_hmac_path && hmacPathOf(bootEntry.kernel),
      },
      LiveModeArtifacts: image.artifacts,
    },
    requirements,
    layers,
    image,
    bootEntry,
  }
}

/** The plan as `plan --json` prints it. */
export interface PrintedPlan {
  readonly messages: Messages<PlannedMessage>
  readonly files: readonly PlannedFile[]
  readonly initramfs: {readonly argv: readonly string[]}
  readonly squashfs: {readonly argv: readonly string[]}
  readonly bootEntry: BootEntryPlan
}

export function printedPlan({messages, image, bootEntry}: UpgradePlan): PrintedPlan {
  return {
    messages,
    files: image.files,
    initramfs: {argv: image.initramfs.argv},
    squashfs: {argv: image.squashfs.argv},
    bootEntry,
  }
}
