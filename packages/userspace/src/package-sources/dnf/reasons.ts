import type {PackageSources} from '../package-sources.ts'
import type {RpmRepository} from './repository.ts'

export interface FoundReason {
  readonly sentence: string
  readonly hint?: string
}

/** Finds in what dnf has said why a repository has failed; undefined where that is not it. */
export function findReason(
  lines: readonly string[],
  sources: PackageSources<RpmRepository>,
): FoundReason | undefined {
  void sources
  const missing = lines.flatMap(line => /^No match for argument: (.+)$/.exec(line)?.[1] ?? [])
  if (missing.length === 0) return undefined
  return {sentence: `the repositories lack the packages ${missing.join(', ')}`}
}
