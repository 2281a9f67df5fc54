import {factsBelow, factText, type PackageFacts} from '@livemode/host'
import {rewriteDeb822} from './deb822.ts'
import type {DecideEntry, SourceEntry} from './entry.ts'
import {rewriteOneLine} from './one-line.ts'

const oneLineFile = '/etc/apt/sources.list'

/** Where a machine has the rest of its package sources. */
export const sourcesFolder = '/etc/apt/sources.list.d'

/** The files of a machine's package sources, by path, as apt reads them. */
export const sourceFiles = (facts: PackageFacts): readonly (readonly [string, string])[] => [
  [oneLineFile, factText(facts, oneLineFile) ?? ''],
  ...factsBelow(facts, sourcesFolder),
]

/** Rewrites a file of package sources in the form that its name says. */
export const rewriteSources = (
  [path, text]: readonly [string, string],
  decide: DecideEntry,
): string => (path.endsWith('.sources') ? rewriteDeb822 : rewriteOneLine)(text, decide)

/** The entries of a file that apt uses. */
export function enabledEntries(file: readonly [string, string]): readonly SourceEntry[] {
  const entries: SourceEntry[] = []
  rewriteSources(file, entry => {
    if (entry.isEnabled) entries.push(entry)
    return null
  })
  return entries
}
