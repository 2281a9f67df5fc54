import {closeSync, constants, openSync, writeSync} from 'node:fs'
import {decideEnd, type End, type Outcome} from '../failure-policy.ts'
import {limits} from '../tables/limits.ts'
import {places, sourcePlaces} from '../tables/places.ts'
import type {Boot} from './boot.ts'
import {isByHand, markEnded} from './claim.ts'
import type {LiveSystem} from './live-system.ts'
import {plainText} from './progress/text.ts'

/**
 * Says a sentence as an error on every console, through the kernel, and on the first virtual one, where the log would
 * be; the journal gets it as well.
 */
export function sayOnConsoles(live: LiveSystem, line: string): void {
  // The kernel takes no more than a line, and who reads it there must not be led astray: the log has all of it.
  const text = `livemode: ${shorten(plainText(line))}\n`
  // The screen of the first console is drawn anew again and again.
  tryWrite(live.path(places.messages), text, toFile)
  // The number is a level of syslog(3).
  if (!tryWrite(live.path('/dev/kmsg'), `<3>${text}`)) live.say(line)
  const consoles = live.readText('/sys/class/tty/console/active')?.trim().split(' ') ?? []
  const isOnScreen = consoles.some(name => name === 'tty0' || name === 'tty1')
  if (!isOnScreen) tryWrite(live.path('/dev/tty1'), text)
}

/** Less than the kernel's longest message, see kmsg(4). */
const mostOnConsoles = 700

const shorten = (text: string) =>
  text.length <= mostOnConsoles ? text : `${text.slice(0, mostOnConsoles)} ...`

/** A device that is not there, as where the kernel has no virtual consoles, does not become a file. */
const toDevice = constants.O_WRONLY | constants.O_APPEND | constants.O_NOCTTY
const toFile = toDevice | constants.O_CREAT

function tryWrite(path: string, text: string, flags = toDevice): boolean {
  try {
    const file = openSync(path, flags)
    try {
      writeSync(file, text)
    } finally {
      closeSync(file)
    }
    return true
  } catch {
    return false
  }
}

/** What came of a live boot. */
export type BootOutcome = Pick<Outcome, 'isSuccess' | 'changed' | 'isChosen'>

/** Decides how a live boot ends, by the failure policy. */
export function planEnd(live: LiveSystem, {isAutostart, image}: Boot, outcome: BootOutcome): End {
  const isStayWanted = live.source.has(sourcePlaces.noReboot)
  const end = decideEnd({
    ...outcome,
    isByHand: isByHand(live),
    isAutostart,
    isStayWanted,
    canLogIn: image.canLogIn,
  })
  if (end === 'stay' && isStayWanted) live.say(`${sourcePlaces.noReboot} is there: not rebooting`)
  return end
}

/** Reboots, unless the live system stays; after a failure the consoles show first what comes. */
export async function carryOut(
  live: LiveSystem,
  end: End,
  {isSuccess, changed}: BootOutcome,
): Promise<void> {
  markEnded(live)
  if (end === 'stay') return
  if (!isSuccess) {
    sayOnConsoles(live, 'rebooting into the source system')
    await live.wait(limits.lastWords)
  }
  if (live.run(['systemctl', '--no-block', 'reboot']).code === 0 || changed) return
  // In an emergency systemd refuses: the jobs that lead there may not be replaced. Nothing is lost by force here.
  if (live.run(['systemctl', '--force', 'reboot']).code === 0) return
  tryWrite(live.path('/proc/sysrq-trigger'), 'b')
}
