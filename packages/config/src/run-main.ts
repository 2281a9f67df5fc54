import {setImmediate} from 'node:timers/promises'
import {LivemodeError} from './error.ts'
import {renderError} from './error-text.ts'
import {fileFailure} from './file-failure.ts'
import {visible} from './printable.ts'

/**
 * Runs what a program of ours does, and ends the process with the exit code that it gives.
 * - SIGINT, SIGTERM and SIGHUP abort `signal` and nothing else: whoever works then takes away what it made. Exit code 130.
 * - An error that nobody waits for, of a stream or a promise, is told at once, and aborts `signal` as well: what was made is
 *   taken away. Exit code 1.
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
  // What is being done, or undone, comes to its end although nobody can read of it.
  process.stderr.on('error', () => {})
  const result = followWrites(process.stdout)
  const say = (text: string) => process.stderr.write(`${name}: ${visible(text)}\n`)
  const unheard = followUnheard(interruption, error => say(renderError(fileFailure(error))))

  const end = (thrown: unknown) => {
    const error = fileFailure(thrown)
    const isNotUndone = error instanceof LivemodeError && error.code === 'NOT_UNDONE'
    // That has been told, and all that comes of it is no news.
    if (unheard.isTold() && !isNotUndone) return 1
    const isInterrupted = signal.aborted && !isNotUndone
    say(isInterrupted ? signal.reason.message : renderError(error))
    if (isInterrupted) return 130
    return error instanceof LivemodeError ? error.exitCode : 1
  }
  let code = await Promise.race([main(signal), unheard.gaveUp]).then(async given => {
    // What has failed just now is told in a moment.
    await setImmediate()
    return unheard.isTold() ? 1 : given
  }, end)
  const failure = await orAborted(result.end(), signal)
  if (failure && code === 0) {
    code = 1
    // Whoever closes the pipe has read enough, as `head` does: that is no news.
    if (failure.code !== 'EPIPE') say(`the result cannot be written: ${failure.message}`)
  }
  await orAborted(followWrites(process.stderr).end(), signal)
  process.exit(code)
}

/** What takes away what was made may take that long, e.g. an entry of a boot loader's, emulated. */
const graceMilliseconds = 5 * 60_000

/**
 * Hears errors that nobody waits for, of streams and promises: the first is told at once and aborts the work. What waits then
 * for something that does not come any more is given up after a while (`gaveUp`).
 */
function followUnheard(interruption: AbortController, tell: (error: unknown) => void) {
  const {promise: gaveUp, reject} = Promise.withResolvers<never>()
  gaveUp.catch(() => {})
  let isTold = false
  const hear = (error: unknown) => {
    const {aborted, reason} = interruption.signal
    // Those that come of an interruption, or of the first one, are no news.
    if (isTold || (aborted && comesOf(error, reason))) return
    isTold = true
    tell(error)
    interruption.abort(error)
    setTimeout(() => reject(error), graceMilliseconds)
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, hear)
  return {gaveUp, isTold: () => isTold}
}

const comesOf = (error: unknown, reason: unknown): boolean =>
  error === reason ||
  (error instanceof Error && (error.name === 'AbortError' || comesOf(error.cause, reason)))

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
