/**
 * One argument of the kernel: `value` is null without a `=`; `text` is the argument as written, with
 * the closing quote where it was left out.
 */
export interface KernelArgument {
  readonly name: string
  readonly value: string | null
  readonly text: string
}

/**
 * Splits a kernel command line the way the kernel does (`next_arg` in lib/cmdline.c): double quotes
 * keep spaces together, and go away around a whole argument and around a whole value.
 */
export function parseKernelCommandLine(text: string): readonly KernelArgument[] {
  const words = text.match(/(?:"[^"]*(?:"|$)|[^ \t\n\v\f\r"])+/g) ?? []
  return words.map(word => argumentOf(hasOpenQuote(word) ? `${word}"` : word))
}

/** Joins arguments to a command line that parses to the same arguments. */
export function renderKernelCommandLine(kernelArguments: readonly KernelArgument[]): string {
  return kernelArguments.map(argument => argument.text).join(' ')
}

/** Only the end of the line ends such an argument, and nothing may be put behind it. */
const hasOpenQuote = (word: string) => word.split('"').length % 2 === 0

function argumentOf(text: string): KernelArgument {
  const whole = text.startsWith('"')
  const bare = whole ? text.slice(1).replace(/"$/, '') : text
  const equals = bare.indexOf('=', 1)
  if (equals < 0) return {name: bare, value: null, text}
  const value = bare.slice(equals + 1)
  return {
    name: bare.slice(0, equals),
    value: value.startsWith('"') ? value.slice(1).replace(/"$/, '') : value,
    text,
  }
}
