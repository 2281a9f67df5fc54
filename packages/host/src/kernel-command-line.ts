/** One argument of the kernel: `value` is null without a `=`, `text` is the argument as written. */
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
  return (text.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? []).map(argumentOf)
}

/** Joins arguments to a command line that parses to the same arguments. */
export function renderKernelCommandLine(kernelArguments: readonly KernelArgument[]): string {
  return kernelArguments.map(argument => argument.text).join(' ')
}

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
