import {LivemodeError} from './error.ts'

/**
 * An error for a reader: its sentence, its hint, and what caused it as far as livemode says so; an
 * error that nobody expected with its stack.
 */
export function renderError(error: unknown): string {
  if (!(error instanceof LivemodeError)) return `unexpected: ${(error as Error)?.stack ?? error}`
  const hint = error.hint === undefined ? '' : `\n  ${error.hint}`
  const cause =
    error.cause instanceof LivemodeError ? `\n  because: ${renderError(error.cause)}` : ''
  return `${error.message}${hint}${cause}`
}
