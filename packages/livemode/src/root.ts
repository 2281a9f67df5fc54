import {LivemodeError} from '@livemode/config'

/** Throws `NOT_ROOT` unless root runs the command. `doing` says what needs it. */
export function assertRoot(doing: string, user = process.getuid?.()): void {
  if (user === 0) return
  throw new LivemodeError('NOT_ROOT', `${doing} needs root`, {hint: 'run it with sudo'})
}
