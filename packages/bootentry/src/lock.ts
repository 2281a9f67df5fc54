import {LivemodeError} from '@livemode/config'
import {lockFile} from '@livemode/host'
import type {Machine} from './machine.ts'

/**
 * Keeps other processes from installing and removing, until the scope is left or this process ends.
 *
 * Throws `BUSY` when another one is at work.
 */
export const lockInstallation = ({
  environment,
}: Pick<Machine, 'environment'>): Promise<AsyncDisposable> =>
  lockFile('/run/livemode-install.lock', {
    environment,
    busy: new LivemodeError('BUSY', 'another livemode installs or removes on this machine', {
      hint: 'wait until it has ended',
    }),
  })
