// The live system reads it, too, at every start of an engine: the small variant of the library.
import * as z from 'zod/mini'

export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
export const bytes = z.int().check(z.nonnegative())
/** Below the folder of the packages, and not above it by any way. */
export const pathBelow = z.string().check(z.regex(/^(?!\/)(?!(.*\/)?\.\.?(\/|$))[^\0\n]+$/))
export const absolutePath = z.string().check(z.regex(/^\/[^\0\n]*$/))

const fileBelow = {path: pathBelow, bytes, sha256}

/** What the plan of every package manager says, whose names and versions of packages are its own. */
export const commonShape = <Text extends z.core.$ZodType<string>>(
  packageName: Text,
  version: Text,
) => ({
  version: z.literal(1),
  targetId: z.string(),
  upgrade: z.array(z.strictObject({package: packageName, from: version, to: version})),
  new: z.array(z.strictObject({package: packageName, version})),
  remove: z.array(z.strictObject({package: packageName, version})),
  /** What stays as it is although the target has another version, each with its reason. */
  kept: z.array(z.strictObject({package: packageName, version, why: z.string()})),
  /** The signed indexes of the repositories, and the keys that lie beside them, as they were when it was planned. */
  indexes: z.array(z.strictObject(fileBelow)),
  archives: z.array(z.strictObject({package: packageName, version, ...fileBelow})),
  /** The package sources of the upgraded system, written when all else is done; null: the file goes. */
  sources: z.array(z.strictObject({path: absolutePath, content: z.union([z.string(), z.null()])})),
  downloadBytes: bytes,
  /** What the file system of each place needs at the most while it goes on. */
  peakBytes: z.record(absolutePath, bytes),
})
