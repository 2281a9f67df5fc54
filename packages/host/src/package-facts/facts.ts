import {LivemodeError} from '@livemode/config'

/** The files of a source that decide what an upgrade does to its packages, as they are, by path. */
export type PackageFacts = ReadonlyMap<string, Buffer>

const status = '/var/lib/dpkg/status'

/**
 * Where the facts have the names that the program which reads a folder does not read, a line each. No source has a
 * file of this name.
 */
export const namesNotRead = (folder: string): string => `/.livemode/not-read${folder}`

/** The text of one of the files; undefined where the source has none. */
export const factText = (facts: PackageFacts, path: string): string | undefined =>
  facts.get(path)?.toString('utf8')

/** The files below a folder, by path, in the order in which apt and dpkg read them. */
export const factsBelow = (
  facts: PackageFacts,
  folder: string,
): readonly (readonly [string, string])[] =>
  [...facts.keys()]
    .filter(path => path.startsWith(`${folder}/`))
    .toSorted()
    .map(path => [path, factText(facts, path) ?? ''] as const)

/**
 * The state of the source's packages, see dpkg(1).
 *
 * Throws `HOST_INVALID` where the source has none: dpkg does not manage it.
 */
export function dpkgStatus(facts: PackageFacts): Buffer {
  const found = facts.get(status)
  if (found !== undefined) return found
  throw new LivemodeError('HOST_INVALID', `the machine has no ${status}`, {
    hint: 'an upgrade is resolved for machines with dpkg; describe it with "livemode host --facts"',
  })
}
