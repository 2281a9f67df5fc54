import {LivemodeError} from '@livemode/config'
import type {Manifest} from '@livemode/image'

/** Throws `BOOT_FAILED` unless a result file tells of the success of this very image. */
export function assertSuccess(text: string, {buildId}: Pick<Manifest, 'buildId'>): void {
  let found: {result?: unknown; buildId?: unknown} = {}
  try {
    found = JSON.parse(text)
  } catch {}
  if (found.result === 'success' && found.buildId === buildId) return
  const message = `the upgrade did not leave the result of a success of ${buildId}: ${text.trim()}`
  throw new LivemodeError('BOOT_FAILED', message)
}

/**
 * Throws `BOOT_FAILED` unless a log is the journal of this very image, from the start of its boot to
 * the end of the upgrade. Gives the number of its lines.
 */
export function assertJournal(log: string, {buildId}: Pick<Manifest, 'buildId'>): number {
  const expected = [/ kernel: .*Command line: /, / systemd\[1\]: /, `image ${buildId}`]
  const missing = expected.filter(part =>
    typeof part === 'string' ? !log.includes(part) : !part.test(log),
  )
  const lines = log.trimEnd().split('\n')
  if (missing.length === 0) return lines.length
  throw new LivemodeError(
    'BOOT_FAILED',
    `the log is not the whole journal of the upgrade: nothing in its ${lines.length} lines matches ${missing.join(', ')}`,
  )
}
