import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {Machine} from '../machine/machine.ts'
import {releaseOf} from '../sources/releases.ts'
import type {Prepared} from './context.ts'

/**
 * Waits until a machine has come back from the live system by itself: by a reset, or because its loader starts
 * the source at once, `since` so many seconds of the machine. Throws `BOOT_FAILED` when it just ends.
 */
export async function waitForReturn(
  machine: Machine,
  {scenario}: Pick<Prepared, 'scenario'>,
  {since = 0}: {since?: number} = {},
): Promise<'reset' | 'source'> {
  const deadline = startDeadline(limits.comesBack, 'the machine to come back by itself')
  const welcome = new RegExp(`Welcome to ${RegExp.escape(releaseOf(scenario.source).prettyName)}!`)
  const options = {despiteFailure: true}
  const source = machine.waitForConsole(welcome, deadline, {...options, since}).then(
    () => 'source' as const,
    // The machine's end is what the other wait is for.
    () => new Promise<never>(() => {}),
  )
  const reason = await Promise.race([machine.waitForExit(deadline, options), source])
  if (reason === 'guest-reset') return 'reset'
  if (reason === 'source') return reason
  throw new LivemodeError('BOOT_FAILED', `the machine did not come back by itself: ${reason}`)
}
