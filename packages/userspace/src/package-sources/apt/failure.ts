import {LivemodeError} from '@livemode/config'
import type {PackageSources} from '../package-sources.ts'
import {findReason} from './reasons.ts'

interface Failed {
  readonly sources: PackageSources
  readonly error: unknown
  /** Takes out of a text what is not for readers. */
  readonly readable: (text: string) => string
}

/**
 * The error of what a program of apt's, or mmdebstrap, has failed with: `REPOSITORY_FAILED` that names the repository
 * and the reason, where its lines tell of one, else the error itself.
 */
export function explainFailure(lines: readonly string[], failed: Failed): unknown {
  const {sources, error, readable} = failed
  if (!(error instanceof LivemodeError) || error.code !== 'COMMAND_FAILED') return error
  const plain = new LivemodeError(error.code, readable(error.message))
  const found = findReason(lines, sources)
  if (found === undefined) return plain
  const {sentence, hint, isPassing} = found
  const options = hint === undefined ? {} : {hint}
  const failure = new LivemodeError('REPOSITORY_FAILED', sentence, options)
  if (isPassing) passing.add(failure)
  return failure
}

const passing = new WeakSet<LivemodeError>()

/** Whether it may be otherwise in a moment: a mirror that is just being synced, a network that is slow. */
export const mayPass = (error: unknown): boolean =>
  error instanceof LivemodeError && passing.has(error)
