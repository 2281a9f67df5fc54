import type {Config, Message} from '@livemode/config'
import type {Target} from './targets/target.ts'

/** What the target userspace is made of: the release's own list, and what the configuration adds. */
export interface Requirements {
  /** The same for every configuration of a target: the layer that most builds share. */
  readonly common: readonly string[]
  /** What this configuration needs besides. */
  readonly additional: readonly string[]
}

/** Decides the packages of the target userspace, sorted, each once. */
export function planRequirements(target: Target, config: Config): Requirements {
  const common = sorted(Object.values(target.packages).flat())
  const asked = [
    ...config.additional_packages,
    ...(config.setup_opensshd_with_auth_keys === null ? [] : target.sshdPackages),
    ...(config.capture_upgrade_strace_into === null ? [] : target.stracePackages),
    ...config.device_support.flatMap(id => target.deviceSupportPackages[id]),
  ]
  return {common, additional: sorted(asked).filter(name => !common.includes(name))}
}

/** The requirements as the message that the userspace is made from. */
export function liveModeRequirementsTasks(
  requirements: Requirements,
): Message<'LiveModeRequirementsTasks'> {
  return {packages: sorted([...requirements.common, ...requirements.additional])}
}

const sorted = (names: readonly string[]) => [...new Set(names)].toSorted()
