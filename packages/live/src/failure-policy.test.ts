// Before the first change a live boot ends in the source, unless somebody who can log in wants to see it.
import test from 'ava'
import {decideEnd, type Outcome} from './failure-policy.ts'

const failure: Outcome = {
  isSuccess: false,
  changed: false,
  isByHand: false,
  isAutostart: true,
  isStayWanted: false,
  canLogIn: false,
}

const rows: readonly (readonly [string, Partial<Outcome>, 'reboot' | 'stay'])[] = [
  ['a success', {isSuccess: true}, 'reboot'],
  ['a success after changes', {isSuccess: true, changed: true}, 'reboot'],
  ['a success that is to be looked at', {isSuccess: true, isStayWanted: true}, 'stay'],
  ['a failure that nobody waits for', {}, 'reboot'],
  ['the same, where somebody could log in', {canLogIn: true}, 'reboot'],
  ['a failure that somebody wants to see', {isStayWanted: true, canLogIn: true}, 'stay'],
  ['the same, where nobody can log in', {isStayWanted: true}, 'reboot'],
  ['a failure of what somebody has started', {isByHand: true, canLogIn: true}, 'stay'],
  ['what has to be started by hand', {isAutostart: false, canLogIn: true}, 'stay'],
  ['the same, where nobody can log in', {isAutostart: false}, 'reboot'],
  ['a failure after the first change', {changed: true}, 'stay'],
]

for (const [index, [what, more, end]] of rows.entries()) {
  test(`${index + 1}. ${what}: ${end}`, t => t.is(decideEnd({...failure, ...more}), end))
}
