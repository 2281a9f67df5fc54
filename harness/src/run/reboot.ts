import {LivemodeError} from '@livemode/config'
import type {EngineId} from '@livemode/live'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {Machine} from '../machine/machine.ts'

/**
 * Waits until a machine reboots because its upgrade is done; gives what was seen. Throws `BOOT_FAILED` when it stops
 * half-way, for then the live system stays; with the end of its log, where that can be had.
 */
export async function waitForUpgrade(
  machine: Machine,
  {engine, log}: {engine: EngineId | undefined; log: () => Promise<string>},
): Promise<readonly string[]> {
  const seconds = engine === 'apt' ? limits.transaction : limits.upgrade
  await Promise.race([waitForReboot(machine, {seconds}), failWhenStopped(machine, {seconds, log})])
  return ['the machine reboots by itself']
}

async function failWhenStopped(
  machine: Machine,
  {seconds, log}: {seconds: number; log: () => Promise<string>},
): Promise<never> {
  const deadline = startDeadline(seconds, 'the end of the upgrade')
  const line = await machine
    .waitForConsole(/livemode: the upgrade has stopped: /, deadline)
    .catch(() => undefined)
  // The machine has ended without it, which somebody else waits for.
  if (line === undefined) return new Promise<never>(() => {})
  throw new LivemodeError('BOOT_FAILED', `${line.text}\n${await log()}`)
}

/** Throws `BOOT_FAILED` when a machine ends in another way than by a reset. */
export async function waitForReboot(
  machine: Machine,
  {
    seconds = limits.upgrade,
    despiteFailure = false,
  }: {seconds?: number; despiteFailure?: boolean} = {},
): Promise<void> {
  const deadline = startDeadline(seconds, 'the machine to reboot')
  const reason = await machine.waitForExit(deadline, {despiteFailure})
  if (reason === 'guest-reset') return
  throw new LivemodeError('BOOT_FAILED', `the machine did not reboot: ${reason}`)
}
