import {z} from 'zod'
import {type Config, settings} from '../settings.ts'
import {plannedFile} from './planned-file.ts'
import {upgradeTransaction} from './upgrade-transaction.ts'

const configShape = Object.fromEntries(
  Object.entries(settings).map(([name, row]) => [name, row.schema]),
)

/**
 * What the steps hand to each other, under the names of Leapp's messages. `build` writes each one as
 * `<out>/messages/<Name>.json`, so that a step can be run alone from its predecessor's files.
 */
export const messages = {
  LiveModeConfigFacts: z.strictObject({
    is_enabled: z.boolean(),
    ...configShape,
  }) as unknown as z.ZodType<Config & {is_enabled: boolean}>,
  UsedTargetRepositories: z.strictObject({
    repos: z.array(
      z.strictObject({
        repoid: z.string(),
        /** Where it is; what Leapp writes has the name alone. */
        uri: z.string().optional(),
        components: z.array(z.string()).optional(),
      }),
    ),
  }),
  LiveModeRequirementsTasks: z.strictObject({packages: z.array(z.string())}),
  PrepareLiveImageTasks: z.strictObject({files: z.array(plannedFile)}),
  /** Accepted for Leapp's sake; nothing consumes it. */
  PrepareLiveImagePostTasks: z.strictObject({}),
  BootContent: z.strictObject({
    kernel_path: z.string(),
    initram_path: z.string(),
    kernel_hmac_path: z.string().nullable(),
  }),
  LiveModeArtifacts: z.strictObject({squashfs_path: z.string()}),
  /** Leapp has no such message: its transaction is dnf's own. */
  UpgradeTransaction: upgradeTransaction,
} satisfies Record<string, z.core.$ZodType>

export type MessageName = keyof typeof messages

export type Message<Name extends MessageName> = z.output<(typeof messages)[Name]>

/** Several messages by name, as `plan --json` prints them. */
export type Messages<Names extends MessageName = MessageName> = {
  readonly [Name in Names]: Message<Name>
}

/** The configuration as the first message, from which every later step starts. */
export function liveModeConfigFacts(
  config: Config,
  options: {enabled: boolean},
): Message<'LiveModeConfigFacts'> {
  return {is_enabled: options.enabled, ...config}
}
