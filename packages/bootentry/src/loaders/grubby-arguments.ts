import {isPrintableAscii, LivemodeError} from '@livemode/config'
import {type KernelArgument, redactCommandLine} from '@livemode/host'

const fromCommandLine = 'take it from the kernel command line of this machine, and reboot'

/**
 * grubby is a shell script that splits its arguments at every space, lets the shell match them against
 * file names, and puts them into programs of sed. What does not come out of that as it went in is
 * refused.
 */
export function assertAddable(argument: string): void {
  // GRUB reads the entry too: a semicolon ends its command, and braces are taken apart.
  if (/^[\w.,:/=@%+~-]+$/.test(argument)) return
  throw new LivemodeError(
    'CONFIG_INVALID',
    `grubby cannot add the kernel argument ${argument}: it would change a character of it`,
    {hint: 'choose another path or URL in livemode.yaml'},
  )
}

/**
 * What stays is copied from the default entry, and goes through the same programs with each change: these characters mean
 * something to them, and come out as others.
 */
export function assertKept({text}: KernelArgument): void {
  if (!/[$&\\`]/.test(text)) return
  throw new LivemodeError(
    'HOST_INVALID',
    `grubby cannot keep the kernel argument ${redactCommandLine(text)}: it would change a character of it`,
    {hint: fromCommandLine},
  )
}

/**
 * What goes is a pattern of sed: characters that mean something there would take other arguments along.
 * It comes there by the shell's `echo`, which takes some words for its own options.
 */
export function assertRemovable(argument: string): void {
  const isPattern = /[\s"'\\&*?|`$+^()[\]{}]/.test(argument)
  if (!isPattern && !/^-[neE]+$/.test(argument) && isPrintableAscii(argument)) return
  throw new LivemodeError(
    'HOST_INVALID',
    `grubby cannot remove the kernel argument ${redactCommandLine(argument)}, which a live boot cannot bear`,
    {hint: fromCommandLine},
  )
}

/** A name without a value takes all arguments of that name along. */
export function assertRemovableAlone(argument: string, kept: readonly KernelArgument[]): void {
  const other = kept.find(({name, value}) => name === argument && value !== null)
  if (other === undefined) return
  throw new LivemodeError(
    'HOST_INVALID',
    `grubby cannot remove the kernel argument ${redactCommandLine(argument)} and leave ${redactCommandLine(other.text)}`,
    {hint: fromCommandLine},
  )
}
