// As in upgrade-transaction.ts.
import * as z from 'zod/mini'

// Each one anew: what it means is registered with it.
const count = () => z.int().check(z.nonnegative())

function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, {description})
  return schema
}

const phase = z.strictObject({
  name: z.string(),
  runs: described(count(), 'how often it has been begun'),
  seconds: described(
    z.number().check(z.nonnegative()),
    'how long it has taken, all runs together; what a loss of power has taken with it is missing',
  ),
})

const difference = z.strictObject({
  package: described(z.string(), 'with its architecture'),
  found: described(z.nullable(z.string()), 'the version that is installed wholly; null: none'),
  planned: described(z.nullable(z.string()), 'null: it was to be removed'),
})

const packages = z.strictObject({
  upgraded: count(),
  new: count(),
  removed: count(),
  notAsPlanned: z.array(difference),
})

const configuration = z.strictObject({
  path: z.string(),
  decision: described(
    z.enum(['kept', 'replaced']),
    'kept: the file of the administrator stays; replaced: it was put aside',
  ),
  newVersion: described(
    z.nullable(z.string()),
    'where the one of the new release lies; null: nowhere',
  ),
})

const failure = z.strictObject({
  about: described(z.string(), 'the package or file that it is about'),
  text: z.string(),
  output: described(z.array(z.string()), 'what was said last before'),
})

/** How an upgrade stands or has ended: what the live system leaves on the source's disk, for people and programs. */
export const upgradeResult = z.strictObject({
  version: z.literal(1),
  result: described(
    z.enum(['running', 'success', 'failure', 'rolled-back']),
    'running, too, where the live system has not come to its end; rolled-back: the source is what it was before',
  ),
  reason: described(z.string(), 'why it has failed; empty where it has not'),
  installation: described(z.string(), 'what the rest is about; empty where it is not known'),
  engine: z.string(),
  buildId: described(z.string(), 'the image'),
  source: described(z.string(), 'the pretty name of the system before, see os-release(5)'),
  target: z.string(),
  tries: described(count(), 'how often the upgrade has been begun'),
  phases: described(z.array(phase), 'those that have been begun, in their order, over all boots'),
  packages: described(z.nullable(packages), 'null: they have not been held against the plan yet'),
  configurations: described(
    z.array(configuration),
    'configurations that the administrator and the new release have both changed',
  ),
  failures: described(z.array(failure), 'packages whose scripts or files have failed in any run'),
  advice: described(z.string(), 'what to do now; empty where the machine goes on by itself'),
  lookAt: described(z.array(z.string()), 'what to look at, a sentence each'),
  peakMemoryBytes: described(
    z.nullable(count()),
    'the most that the live system has used, its caches not counted; null: not known',
  ),
})

export type UpgradeResult = Readonly<z.output<typeof upgradeResult>>

/** Parses that; undefined for what is damaged, or of another version. */
export function parseUpgradeResult(text: string): UpgradeResult | undefined {
  try {
    return upgradeResult.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
