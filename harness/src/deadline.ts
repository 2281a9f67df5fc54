import {LivemodeError} from '@livemode/config'

/** The end that every wait has. It is made when an operation starts and passed to all its waits. */
export interface Deadline {
  /** What is waited for, for the end of "gave up waiting for …". */
  readonly what: string
  /** Aborted when the time is over. */
  readonly signal: AbortSignal
  /** Milliseconds that are left; never negative. */
  remaining(): number
  /**
   * The result of `work`, unless the time is over first: then `TIMED_OUT`, with what `describe` says
   * about the state of things, e.g. the last lines of a console.
   */
  race<T>(work: Promise<T>, describe?: () => string): Promise<T>
}

/** Starts a deadline of so many seconds. */
export function startDeadline(seconds: number, what: string): Deadline {
  const end = performance.now() + seconds * 1000
  const signal = AbortSignal.timeout(seconds * 1000)
  const timedOut = (describe?: () => string) => {
    const state = describe ? `\n${describe()}` : ''
    return new LivemodeError(
      'TIMED_OUT',
      `gave up waiting for ${what} after ${seconds} s${state}`,
      {cause: signal.reason},
    )
  }
  return {
    what,
    signal,
    remaining: () => Math.max(0, end - performance.now()),
    async race(work, describe) {
      const over = Promise.withResolvers<never>()
      const onAbort = () => over.reject(timedOut(describe))
      if (signal.aborted) onAbort()
      signal.addEventListener('abort', onAbort, {once: true})
      try {
        return await Promise.race([work, over.promise])
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}
