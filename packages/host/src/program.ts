import {setTimeout} from 'node:timers/promises'
import {LivemodeError} from '@livemode/config'

export type Environment = Readonly<Record<string, string | undefined>>

/** How programs are run that tell of a machine. */
export interface Asking {
  readonly environment: Environment
  /** When it aborts nobody waits for an answer any more. */
  readonly signal?: AbortSignal | undefined
  /** How long a program may take; a minute unless told. */
  readonly seconds?: number
  /** What it may print; 8 MiB unless told. */
  readonly bytes?: number
}

const limitsOf = ({seconds = 60, bytes = 8 * 1024 * 1024}: Asking) => ({seconds, bytes})

/** What one that has been killed may take to go. */
const graceSeconds = 2

/**
 * Runs a program and gives what it prints.
 *
 * Throws `HOST_UNREADABLE` when it is missing or fails, does not answer in time or prints without end, and what the signal
 * aborts with.
 */
export async function readProgram(argv: readonly string[], asking: Asking): Promise<string> {
  const answer = await run(argv, asking)
  if (!answer.failed) return answer.stdout
  const [program = ''] = argv
  const {seconds, bytes} = limitsOf(asking)
  const {code, shortMessage, stderr, timedOut, isMaxBuffer} = answer
  if (code === 'ENOENT') {
    throw new LivemodeError('HOST_UNREADABLE', `the program ${program} is missing`, {
      hint: `install the package util-linux, which has ${program}`,
      cause: answer,
    })
  }
  if (timedOut) {
    const message = `${argv.join(' ')} has not answered in ${seconds} s`
    throw new LivemodeError('HOST_UNREADABLE', message, {
      hint: 'a device or a file system of this machine may not answer',
    })
  }
  if (isMaxBuffer) {
    const message = `${argv.join(' ')} prints more than ${bytes} bytes, which cannot be right`
    throw new LivemodeError('HOST_UNREADABLE', message, {cause: answer})
  }
  throw new LivemodeError('HOST_UNREADABLE', `${shortMessage}\n${stderr}`.trim(), {cause: answer})
}

/** What a program prints, however it ends; null where there is no such program, or it does not answer in time. */
export async function readAnswer(argv: readonly string[], asking: Asking): Promise<string | null> {
  const {code, timedOut, stdout} = await run(argv, asking)
  return code === 'ENOENT' || timedOut ? null : stdout
}

async function run([program = '', ...rest]: readonly string[], asking: Asking) {
  const {environment, signal} = asking
  const {seconds, bytes} = limitsOf(asking)
  // Who reads a described machine runs no program, and need not wait for this.
  const {execa} = await import('execa')
  const running = execa(program, rest, {
    env: {...environment, LC_ALL: 'C'},
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: bytes,
    ...(signal && {cancelSignal: signal}),
  })
  const over = new AbortController()
  // What waits for a device that does not answer is not gone even when it has been killed.
  const stuck = setTimeout((seconds + graceSeconds) * 1000, undefined, {signal: over.signal}).then(
    () => undefined,
    () => undefined,
  )
  const answer = await Promise.race([running, stuck, aborted(signal, over.signal)])
  over.abort()
  signal?.throwIfAborted()
  return answer ?? stuckAnswer
}

/** Of a program that is not gone yet. */
const stuckAnswer = {
  failed: true,
  timedOut: true,
  isMaxBuffer: false,
  stdout: '',
  stderr: '',
  code: undefined,
  shortMessage: '',
} as const

const aborted = (signal: AbortSignal | undefined, over: AbortSignal) =>
  new Promise<undefined>(resolve => {
    signal?.addEventListener('abort', () => resolve(undefined), {signal: over})
  })
