import type {Options} from '../options.ts'
import type {Progress} from '../progress.ts'

/** What a command works with: nothing below reads the environment or the clock by itself. */
export interface Context {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly progress: Progress
  /** Asks whoever is there; only yes is true. Throws `USAGE` where nobody is. */
  readonly confirm: (question: string) => Promise<boolean>
  /** Prints the result, to standard output. */
  readonly print: (text: string) => void
}

export interface Command {
  /** One line for the help. */
  readonly does: string
  readonly run: (args: Options, context: Context) => Promise<void>
}

export const json = (value: unknown) => JSON.stringify(value, undefined, 2)
