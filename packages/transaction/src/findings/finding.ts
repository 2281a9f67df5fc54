import type {Finding} from '@livemode/config'
import type {Resolution} from '../resolution.ts'

/** Looks for one kind of finding in a resolution. */
export type ResolutionCheck = (resolution: Resolution) => readonly Finding[]

/** One finding that tells of several packages, or none where there are none. */
export const about = (
  names: readonly string[],
  finding: (list: string) => Finding,
): readonly Finding[] => (names.length === 0 ? [] : [finding(listOf(names))])

const mostNames = 10

/** Names for a reader: the first ten, and how many more there are. */
function listOf(names: readonly string[]): string {
  const all = [...new Set(names)].toSorted()
  const shown = all.slice(0, mostNames).join(', ')
  return all.length > mostNames ? `${shown} and ${all.length - mostNames} more` : shown
}
