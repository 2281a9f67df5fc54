import {LivemodeError} from '@livemode/config'
import {z} from 'zod'

const named = {package: z.string(), version: z.string()}
const bytes = z.int().nonnegative()
const stream = z.object({name: z.string(), stream: z.string()})

/** What `dnf-resolve` prints of a plan that it has found. */
const answer = z.object({
  comes: z.array(
    z.object({
      ...named,
      repository: z.string(),
      /** Below the root of its repository. */
      location: z.string(),
      bytes,
      installedBytes: bytes,
      checksum: z.object({kind: z.string(), value: z.string()}),
      /** The kernels in it, as uname(2) has their releases. */
      kernels: z.array(z.string()),
      /** Why it comes, see "reason" in dnf's history. */
      reason: z.string(),
    }),
  ),
  /** `how`: `upgraded`, `downgraded`, `obsoleted` by a package of another name, `removed`; by Leapp's package events `succeeded` by others, or `dropped`. */
  goes: z.array(z.object({...named, installedBytes: bytes, how: z.string()})),
  /** What Leapp's package events say of packages by name: what takes their place, and what of it no repository has. */
  changed: z.array(
    z.object({package: z.string(), to: z.array(z.string()), missing: z.array(z.string())}),
  ),
  /** What files take now in whose place packages that come have others. */
  replacedBytes: bytes,
  /** What stays and is not what the target has; null: the target has none of the name. */
  stays: z.array(
    z.object({
      ...named,
      available: z.string().nullable(),
      isLocked: z.boolean(),
      isExcluded: z.boolean(),
    }),
  ),
  modules: z.object({reset: z.array(stream), enabled: z.array(stream)}),
  /** Where each repository that may be in several places has this metadata, and the files of it, in the container. */
  repositories: z.record(
    z.string(),
    z.object({addresses: z.array(z.string()), metadata: z.array(z.string())}),
  ),
})

export type DnfAnswer = z.output<typeof answer>

const failure = z.object({error: z.string()})

/**
 * Parses what `dnf-resolve` prints.
 *
 * Throws `COMMAND_FAILED` where dnf finds no plan, in dnf's own words.
 */
export function parseAnswer(text: string): DnfAnswer {
  const value: unknown = JSON.parse(text)
  const failed = failure.safeParse(value)
  if (!failed.success) return answer.parse(value)
  throw new LivemodeError(
    'COMMAND_FAILED',
    `dnf finds no plan for the upgrade: ${failed.data.error}`,
    {
      hint: 'remove packages of others that stand in the way, or give the repositories that have them for the target',
    },
  )
}
