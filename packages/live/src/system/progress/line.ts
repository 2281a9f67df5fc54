import type {Progress} from './progress.ts'
import {plainText} from './text.ts'

/** How far the upgrade has come, in a line. */
export function renderLine(progress: Progress): string {
  const {percent, phase, place, of, about, result} = progress
  if (result !== 'running') return renderEnd(progress)
  if (phase === '') return 'the upgrade begins'
  const parts = [`${phase} (${place} of ${of})`, plainText(about), renderTimeLeft(progress)]
  return `${percent} %: ${parts.filter(part => part !== '').join(', ')}`
}

/** How the upgrade has ended, in a line. */
export function renderEnd({result, reason}: Pick<Progress, 'result' | 'reason'>): string {
  if (result === 'success') return 'the upgrade succeeded'
  if (result === 'rolled-back') return 'the source is what it was before the upgrade'
  return `the upgrade failed: ${plainText(reason)}`
}

/** How long it still takes, in words; empty where nobody knows. */
export function renderTimeLeft({minutesLeft}: Pick<Progress, 'minutesLeft'>): string {
  if (minutesLeft === null) return ''
  return minutesLeft <= 1 ? 'about a minute left' : `about ${minutesLeft} minutes left`
}
