import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {constants} from 'node:fs'
import {open} from 'node:fs/promises'
import {LivemodeError} from '@livemode/config'
import type {Environment} from './program.ts'

/** The exit code of flock(1) when somebody else has the lock. */
const taken = 75

/**
 * Keeps other processes from locking a file, which is made where it is missing, until the scope is left or this process ends in
 * whatever way: flock(1) holds the lock as long as the pipe to it is open. Nobody but the file's owner can open it.
 *
 * Throws `busy` when another process has it, and `FILE_FAILED` where it is no regular file or cannot be made.
 */
export async function lockFile(
  path: string,
  {environment, busy}: {environment: Environment; busy: LivemodeError},
): Promise<AsyncDisposable> {
  await makeLockFile(path)
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
