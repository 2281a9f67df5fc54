import {LivemodeError} from '@livemode/config'
import {findSignature, type SignatureId, signatures} from '../signatures.ts'
import {parseWelcome} from '../welcome.ts'
import type {ConsoleLine} from './console.ts'

/** How a boot failed: a row of the table of signatures, or the start of another system than wanted. */
export interface BootFailure {
  readonly id: SignatureId | 'wrong-root'
  readonly meaning: string
  /** The line of the console that shows it. */
  readonly line: ConsoleLine
}

/**
 * Holds a line against the signatures, and a welcome against the system that is wanted (its
 * PRETTY_NAME): dracut can boot the wrong root without a single complaint.
 */
export function findFailure(
  line: ConsoleLine,
  {system}: {system: string | undefined},
): BootFailure | undefined {
  const id = findSignature(line.text)
  if (id) return {id, meaning: signatures[id].meaning, line}
  const welcomed = parseWelcome(line.text)
  if (welcomed === undefined || system === undefined || welcomed === system) return undefined
  const meaning = `the wrong root was booted: ${welcomed} instead of ${system}`
  return {id: 'wrong-root', meaning, line}
}

/** The failure as an error; `consoleTail` are the last lines of the console. */
export function bootFailed(failure: BootFailure, consoleTail: string): LivemodeError {
  const {id, meaning, line} = failure
  return new LivemodeError(
    'BOOT_FAILED',
    `the boot failed after ${line.seconds.toFixed(1)} s: ${meaning} (${id})\n  seen: ${line.text}\n  last lines of the console:\n${consoleTail}`,
  )
}
