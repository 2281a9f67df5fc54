import type {UpgradeTransaction} from '@livemode/config'
import {type EngineContext, Refusal} from './engine.ts'

/** How many packages are named that are not as planned. */
const mostNamed = 10

/** What a plan leaves in its old version, and why, a sentence each. */
export const renderKept = ({kept}: Pick<UpgradeTransaction, 'kept'>): readonly string[] =>
  kept.map(({package: name, version, why}) => `${name} stays ${version}: ${why}`)

/**
 * Throws a `Refusal` that names packages which are not as planned, by a sentence each, unless there are none. Before that it has
 * what boots in order although something else is not: a kernel whose script has failed lies there without its initramfs, and
 * may be the first of GRUB's menu already.
 */
export async function assertAsPlanned(
  context: EngineContext,
  {
    differences,
    checkBoot,
  }: {
    readonly differences: readonly string[]
    readonly checkBoot: (context: EngineContext) => Promise<void>
  },
): Promise<void> {
  for (const line of differences) context.say(line)
  if (differences.length === 0) return
  try {
    await checkBoot(context)
  } catch (error) {
    context.say((error as Error).message)
  }
  const named = differences.slice(0, mostNamed).join('; ')
  throw new Refusal(`${differences.length} packages are not as planned: ${named}`)
}
