import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {constants} from 'node:fs'
import {open} from 'node:fs/promises'
import {LivemodeError} from '@livemode/config'
import type {Environment} from './program.ts'

/** The exit code of flock(1) when somebody else has the lock. */
const taken = 75

interface Lock {
  readonly environment: Environment
  /** What is thrown when another process has it. */
  readonly busy: LivemodeError
}

/**
 * Keeps other processes from locking a file, which is made where it is missing. Nobody but its owner can open it.
 *
 * Throws `busy`, and `FILE_FAILED` where it is no regular file or cannot be made.
 */
export async function lockFile(path: string, lock: Lock): Promise<AsyncDisposable> {
  await makeLockFile(path)
  return lockPlace(path, lock)
}

/**
 * Keeps other processes from locking a file or a folder that is there, until the scope is left or this process ends in whatever
 * way: flock(1) holds the lock as long as the pipe to it is open. Throws `busy`.
 */
export async function lockPlace(path: string, {environment, busy}: Lock): Promise<AsyncDisposable> {
  // One that was killed just now lets go in a moment.
  const argv = ['--wait', '3', '--conflict-exit-code', `${taken}`, path]
  const holder = spawn('flock', [...argv, 'sh', '-c', 'echo locked; exec cat'], {
    env: environment,
    // A key that interrupts the terminal does not reach it.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(holder, 'close').catch(cause => {
    throw new LivemodeError('HOST_UNREADABLE', 'the program flock is missing', {cause})
  })
  const isLocked = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    ended.then(() => false),
  ])
  if (isLocked) {
    return {
      async [Symbol.asyncDispose]() {
        holder.stdin.end()
        await ended
      },
    }
  }
  if (holder.exitCode === taken) throw busy
  throw new LivemodeError('COMMAND_FAILED', `${path} cannot be locked by flock`)
}

async function makeLockFile(path: string): Promise<void> {
  const flags = constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK
  try {
    await using file = await open(path, flags, 0o600)
    if (!(await file.stat()).isFile()) throw new Error('it is no regular file')
    // Whoever can open it can lock it.
    await file.chmod(0o600)
  } catch (cause) {
    const {message} = cause as Error
    throw new LivemodeError('FILE_FAILED', `${path} cannot be locked: ${message}`, {cause})
  }
}
