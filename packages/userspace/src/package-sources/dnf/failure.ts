import {LivemodeError} from '@livemode/config'
import type {PackageSources} from '../package-sources.ts'
import {findReason} from './find-reason.ts'
import type {RpmRepository} from './repository.ts'

interface Failed {
  readonly sources: PackageSources<RpmRepository>
  readonly error: unknown
  /** Takes out of a text what is not for readers. */
  readonly readable: (text: string) => string
}

/**
 * The error of what dnf has failed with: `REPOSITORY_FAILED` that names the repository and the reason, or `NO_SPACE`, where its
 * lines tell of one, else the error itself.
 */
export function explainFailure(
  lines: readonly string[],
  {sources, error, readable}: Failed,
): unknown {
  if (!(error instanceof LivemodeError) || error.code !== 'COMMAND_FAILED') return error
  const found = findReason(lines, sources)
  if (found === undefined) return new LivemodeError(error.code, readable(error.message))
  const {code, sentence, hint} = found
  return new LivemodeError(code, sentence, hint === undefined ? {} : {hint})
}
