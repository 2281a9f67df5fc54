import {LivemodeError} from '@livemode/config'
import {redactCommandLine} from '@livemode/host'
import type {Argv} from './loaders/index.ts'

/** The machine that an entry is installed on. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** When it aborts, what is being done ends, and is undone. */
  readonly signal: AbortSignal
  /** Runs a step under its title, for whoever waits for it. */
  step<T>(title: string, run: () => Promise<T>): Promise<T>
}

const deadline = 5 * 60_000

/**
 * Runs a program and gives what it prints. A key that interrupts the terminal does not reach it: what
 * undoes a step must come to its end.
 *
 * Throws `COMMAND_FAILED` unless it exits 0.
 */
export async function runProgram(
  [program = '', ...rest]: Argv,
  {environment, signal}: {environment: Machine['environment']; signal?: AbortSignal},
): Promise<Buffer> {
  const {ExecaError, execa} = await import('execa')
  // Kernel arguments may have secrets in them.
  const shown = [program, ...rest.map(redactCommandLine)].join(' ')
  try {
    const {stdout} = await execa(program, rest, {
      env: {...environment, LC_ALL: 'C'},
      extendEnv: false,
      encoding: 'buffer',
      detached: true,
      stdin: 'ignore',
      timeout: deadline,
      ...(signal && {cancelSignal: signal}),
    })
    return Buffer.from(stdout)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof ExecaError)) throw error
    const said = textOf(error.stderr).trim()
    const lines = said === '' ? '' : said.replace(/^/gm, '\n    ').replace(/\n\n/g, '\n')
    throw new LivemodeError('COMMAND_FAILED', `${shown} ${howIt(error)}${lines}`, {cause: error})
  }
}

/** Whether a failure of `runProgram` is that of a program which has run, and has said so by its exit code. */
export const hasExited = (error: unknown): boolean =>
  error instanceof LivemodeError &&
  (error.cause as {exitCode?: number} | undefined)?.exitCode !== undefined

const howIt = (error: {code?: string; exitCode?: number; timedOut: boolean}) => {
  if (error.code === 'ENOENT') return 'cannot be run: there is no such program'
  if (error.timedOut) return 'did not come to an end'
  return `exited with code ${error.exitCode ?? 'unknown'}`
}

const textOf = (output: unknown) =>
  output instanceof Uint8Array ? Buffer.from(output).toString() : ''
