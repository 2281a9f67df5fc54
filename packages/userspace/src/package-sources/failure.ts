import {type ErrorCode, LivemodeError} from '@livemode/config'

/** Why a repository, or what it has, is not to be had. */
export interface FoundReason {
  readonly sentence: string
  /** `REPOSITORY_FAILED` unless told. */
  readonly code?: ErrorCode
  readonly hint?: string
  /** Whether it may be otherwise in a moment. */
  readonly isPassing?: boolean
}

/** A program that has failed. */
export interface Failed {
  readonly error: unknown
  /** Takes out of a text what is not for readers. */
  readonly readable: (text: string) => string
}

/**
 * The error of what a program of a package manager's has failed with: one that has the reason, where its lines tell of one, else the
 * error itself.
 */
export function explainFailure(
  {error, readable}: Failed,
  findReason: () => FoundReason | undefined,
): unknown {
  if (!(error instanceof LivemodeError) || error.code !== 'COMMAND_FAILED') return error
  const found = findReason()
  if (found === undefined) return new LivemodeError(error.code, readable(error.message))
  const {sentence, code = 'REPOSITORY_FAILED', hint, isPassing} = found
  const failure = new LivemodeError(code, sentence, hint === undefined ? {} : {hint})
  if (isPassing) passing.add(failure)
  return failure
}

const passing = new WeakSet<LivemodeError>()

/** Whether it may be otherwise in a moment: a mirror that is just being synced, a network that is slow. */
export const mayPass = (error: unknown): boolean =>
  error instanceof LivemodeError && passing.has(error)
