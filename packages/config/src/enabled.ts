import {LivemodeError} from './error.ts'

/** Live mode is off unless the environment says, in Leapp's way, that an unsupported upgrade is wanted. */
export function isEnabled(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment.LEAPP_UNSUPPORTED === '1'
}

/** Throws `NOT_ENABLED` unless live mode is enabled. `doing` says what is refused, e.g. `build`. */
export function assertEnabled(
  environment: Readonly<Record<string, string | undefined>>,
  doing: string,
): void {
  if (isEnabled(environment)) return
  throw new LivemodeError('NOT_ENABLED', `live mode is not enabled: ${doing} is refused`, {
    hint: 'set LEAPP_UNSUPPORTED=1 in the environment to say that you want an unsupported upgrade',
  })
}
