import {setImmediate} from 'node:timers/promises'
import {LivemodeError} from './error.ts'
import {renderError} from './error-text.ts'
import {fileFailure} from './file-failure.ts'
import {visible} from './printable.ts'

/**
 * Runs what a program of ours does, and ends the process with the exit code that it gives.
 * - SIGINT, SIGTERM and SIGHUP abort `signal` and nothing else: whoever works then takes away what it made. Exit code 130.
 * - An error that nobody has waited for, of a stream or a promise, aborts `signal` as well, so that what was made is taken
 *   away; then it is told as any other is.
 * - An error is told on standard error, after `name`; its exit code is that of a LivemodeError, else 1.
 * - What has been written is written whole, however slowly a pipe is read. Standard output is the result: where it
 *   cannot be written, exit code 0 becomes 1. Standard error is for people: it fails nothing.
 */
export async function runMain(
  name: string,
  main: (signal: AbortSignal) => Promise<number>,
): Promise<never> {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interruption.abort(new Error(`interrupted by ${signal}`)))
  }
  const {signal} = interruption
  let unheard: unknown
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      unheard ??= error
      interruption.abort(error)
    })
  }
  // What is being done, or undone, comes to its end although nobody can read of it.
  process.stderr.on('error', () => {})
  const result = followWrites(process.stdout)
  const say = (text: string) => process.stderr.write(`${name}: ${visible(text)}\n`)

  const end = (thrown: unknown) => {
    const error = fileFailure(thrown)
    const isNotUndone = error instanceof LivemodeError && error.code === 'NOT_UNDONE'
    const isInterrupted = signal.aborted && !isNotUndone && unheard === undefined
    say(isInterrupted ? signal.reason.message : renderError(error))
    if (isInterrupted) return 130
    return error instanceof LivemodeError ? error.exitCode : 1
  }
  let code = await main(signal).then(
    async given => {
      // What has failed just now is told in a moment.
      await setImmediate()
      return unheard === undefined ? given : end(unheard)
    },
    thrown => end(unheard ?? thrown),
  )
  const failure = await orAborted(result.end(), signal)
  if (failure && code === 0) {
    code = 1
    // Whoever closes the pipe has read enough, as `head` does: that is no news.
    if (failure.code !== 'EPIPE') say(`the result cannot be written: ${failure.message}`)
  }
  await orAborted(followWrites(process.stderr).end(), signal)
  process.exit(code)
}

/** Remembers the first write that failed; `end` waits until a stream has taken all, and gives that failure. */
function followWrites(stream: NodeJS.WriteStream) {
  let failure: NodeJS.ErrnoException | undefined
  stream.on('error', error => {
    failure ??= error
  })
  const end = () =>
    new Promise<typeof failure>(resolve => {
      stream.write('', error => resolve(failure ?? error ?? undefined))
    })
  return {end}
}

/** A reader that never reads does not outlast an interruption. */
const orAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  signal.aborted
    ? Promise.resolve(undefined)
    : Promise.race([
        promise,
        new Promise<undefined>(resolve => {
          signal.addEventListener('abort', () => resolve(undefined), {once: true})
        }),
      ])
