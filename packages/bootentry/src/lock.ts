import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {constants} from 'node:fs'
import {open} from 'node:fs/promises'
import {LivemodeError} from '@livemode/config'
import type {Machine} from './machine.ts'

const lockPath = '/run/livemode-install.lock'

/** The exit code of flock(1) when somebody else has the lock. */
const taken = 75

/**
 * Keeps other processes from installing and removing, until the scope is left or this process ends in
 * whatever way: flock(1) holds the lock as long as the pipe to it is open.
 *
 * Throws `BUSY` when another one is at work.
 */
export async function lockInstallation({
  environment,
}: Pick<Machine, 'environment'>): Promise<AsyncDisposable> {
  await using file = await open(lockPath, constants.O_CREAT | constants.O_NOFOLLOW, 0o600).catch(
    cause => {
      throw new LivemodeError('FILE_FAILED', `${lockPath} cannot be used: ${cause.message}`, {
        cause,
      })
    },
  )
  // Whoever can open it can lock it.
  await file.chmod(0o600)
  // One that was killed just now lets go in a moment.
  const argv = ['--wait', '3', '--conflict-exit-code', `${taken}`, lockPath]
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
  if (holder.exitCode === taken) {
    throw new LivemodeError('BUSY', 'another livemode installs or removes on this machine', {
      hint: 'wait until it has ended',
    })
  }
  throw new LivemodeError('COMMAND_FAILED', `${lockPath} cannot be locked by flock`)
}
