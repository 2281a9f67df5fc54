/** Every way livemode can fail, with the exit code the command ends with (docs/architecture.md). */
const exitCodes = {
  BASE_UNAVAILABLE: 1,
  BOOT_FAILED: 1,
  BUSY: 1,
  COMMAND_FAILED: 1,
  ENGINE_FAILED: 1,
  ENGINE_UNREACHABLE: 1,
  ENTRY_WRONG: 1,
  FETCH_FAILED: 1,
  FILE_FAILED: 1,
  HOST_UNREADABLE: 1,
  IMAGE_BROKEN: 1,
  MIRROR_INCOMPLETE: 1,
  NOT_ROOT: 1,
  NOT_UNDONE: 1,
  NO_SPACE: 1,
  PACKAGE_CHANGED: 1,
  PACKAGE_MISSING: 1,
  PACKAGE_UNREACHABLE: 1,
  PLAN_BROKEN: 1,
  REPOSITORY_FAILED: 1,
  SIGNATURE_REFUSED: 1,
  SIGNING_FAILED: 1,
  TAR_BROKEN: 1,
  TIMED_OUT: 1,
  TRANSFER_BROKEN: 1,
  CONFIG_INVALID: 2,
  HOST_INVALID: 2,
  USAGE: 2,
  INHIBITED: 3,
  NOT_ENABLED: 3,
} as const

export type ErrorCode = keyof typeof exitCodes

/**
 * The one error that livemode throws on purpose: a code to tell it apart by, a sentence for the
 * reader, and, where there is something to do about it, a hint that says what.
 */
export class LivemodeError extends Error {
  override readonly name = 'LivemodeError'
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: {hint?: string; cause?: unknown} = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause})
    this.code = code
    this.hint = options.hint
  }

  /** 1 failed, 2 bad input or usage, 3 refused. */
  get exitCode(): 1 | 2 | 3 {
    return exitCodes[this.code]
  }
}
