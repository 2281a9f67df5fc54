/** What a live boot comes to: the machine reboots, or the live system stays for somebody who is there. */
export type End = 'reboot' | 'stay'

export interface Outcome {
  readonly isSuccess: boolean
  /** Whether the source may have been changed. */
  readonly changed: boolean
  /** Whether somebody has started the upgrade by hand. */
  readonly isByHand: boolean
  /** Whether the kernel command line has the upgrade start by itself. */
  readonly isAutostart: boolean
  /** Whether the administrator wants the live system to stay (`sourcePlaces.noReboot`). */
  readonly isStayWanted: boolean
  /** Whether somebody has chosen the live system although it has nothing to do any more. */
  readonly isChosen?: boolean
  /** Whether anybody can log in. */
  readonly canLogIn: boolean
}

/**
 * Decides how a live boot ends. Before anything has been changed every failure leads back to the source system; the
 * machine stays only for an administrator who asked for that and can log in. Afterwards only the live system can
 * repair the source.
 */
export function decideEnd(outcome: Outcome): End {
  const {isSuccess, changed, isByHand, isAutostart, isStayWanted, canLogIn} = outcome
  if (isSuccess) return isStayWanted || (outcome.isChosen && canLogIn) ? 'stay' : 'reboot'
  if (changed) return 'stay'
  // Who has started it is there to see that it failed.
  if (isByHand) return 'stay'
  const isStayAsked = isStayWanted || !isAutostart
  return isStayAsked && canLogIn ? 'stay' : 'reboot'
}
