import {LivemodeError} from '@livemode/config'

/**
 * grubby is a shell script that splits its arguments at every space, lets the shell match them against
 * file names, and puts them into programs of sed. What does not come out of that as it went in is
 * refused.
 */
export function assertAddable(argument: string): void {
  if (!/[\s"'\\&*?|`$]/.test(argument)) return
  throw new LivemodeError(
    'CONFIG_INVALID',
    `grubby cannot add the kernel argument ${argument}: it would change a character of it`,
    {hint: 'choose another path or URL in livemode.yaml'},
  )
}

/** What goes is a pattern of sed: characters that mean something there would take other arguments along. */
export function assertRemovable(argument: string): void {
  if (!/[\s"'\\&*?|`$+^()[\]{}]/.test(argument)) return
  throw new LivemodeError(
    'HOST_INVALID',
    `grubby cannot remove the kernel argument ${argument}, which a live boot cannot bear`,
    {hint: 'take it from the kernel command line of this machine, and reboot'},
  )
}
