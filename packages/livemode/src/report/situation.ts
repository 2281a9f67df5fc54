import type {Config} from '@livemode/config'
import {
  type CrypttabEntry,
  flattenMounts,
  type Host,
  type Location,
  locateFile,
  type Mount,
  parseCrypttab,
} from '@livemode/host'
import {type PlannedFstab, planFstab, planSourceRoot} from '@livemode/image'
import type {Target} from '@livemode/userspace'
import type {ImageSizes} from './sizes.ts'

/** What a report is made from. */
export interface ReportInput {
  readonly config: Config
  readonly host: Host
  readonly target: Target
  readonly enabled: boolean
  readonly sizes: ImageSizes
  /** The machine that builds the image; undefined where it has not been looked at. */
  readonly buildMachine?: BuildMachine
}

export interface BuildMachine {
  /** Why no container engine answers; null when one does. */
  readonly engineProblem: string | null
  /** Whether it is the machine that is to be upgraded, too. */
  readonly isSource: boolean
}

/** The same, with what several checks ask for. */
export interface Situation extends ReportInput {
  /** Where the image lies on the host; null when it comes from a URL. */
  readonly image: Location | null
  readonly sourceRoot: string
  readonly fstab: PlannedFstab
  readonly crypttab: readonly CrypttabEntry[]
  readonly mounts: readonly Mount[]
}

/**
 * Puts together what the checks ask for. Throws `HOST_INVALID` when the description of the host
 * contradicts itself, e.g. when no mount holds the image or its fstab cannot be read.
 */
export function planSituation(input: ReportInput): Situation {
  const {config, host} = input
  const sourceRoot = planSourceRoot(config, host)
  return {
    ...input,
    image:
      config.url_to_load_squashfs_from === null ? locateFile(host, config.squashfs_fullpath) : null,
    sourceRoot,
    fstab: planFstab(host, sourceRoot),
    crypttab: parseCrypttab(host.crypttab ?? ''),
    mounts: flattenMounts(host.mounts),
  }
}
