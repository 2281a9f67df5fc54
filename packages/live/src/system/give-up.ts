import {readBoot} from './boot.ts'
import {claimEnd} from './claim.ts'
import {carryOut, planEnd, sayOnConsoles} from './end.ts'
import type {LiveSystem} from './live-system.ts'
import {mayBeChanged} from './upgrade/earlier-run.ts'
import {leaveRefusal} from './upgrade/refusal.ts'

/** Ends a live boot in which the upgrade has not begun, as the failure policy has it. Gives the exit code. */
export async function giveUp(live: LiveSystem, reason: string): Promise<number> {
  const boot = readBoot(live)
  const outcome = {isSuccess: false, changed: mayBeChanged(live)}
  // Where somebody may still start it, there is nothing to tell.
  if (planEnd(live, boot, outcome) === 'stay' || !claimEnd(live, 'give-up')) return 0
  await leaveRefusal(live, {boot, reason})
  await carryOut(live, 'reboot', outcome)
  return 0
}

/** Ends a live boot whose upgrade has died: nothing of it was left to end it. Gives the exit code. */
export async function endAfterDeath(live: LiveSystem): Promise<number> {
  const boot = readBoot(live)
  const outcome = {isSuccess: false, changed: mayBeChanged(live)}
  const reason = 'the upgrade has died'
  if (outcome.changed) sayOnConsoles(live, `${reason}, and may have changed the source system`)
  else await leaveRefusal(live, {boot, reason})
  await carryOut(live, planEnd(live, boot, outcome), outcome)
  return 0
}
