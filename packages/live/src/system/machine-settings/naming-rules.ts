/** By these a rule finds an interface, see udev(7). The other keys run programs, or change more than a name. */
const matchingKey = /^(?:ACTION|KERNELS?|SUBSYSTEMS?|DRIVERS?|NAME|(?:ATTRS?|ENV)\{[^}]*\})$/

const part = /\s*([A-Z]+(?:\{[^}]*\})?)\s*(==|!=|\+=|-=|:=|=)\s*"((?:[^"\\]|\\.)*)"\s*,?/y

/** Rules, and the numbers of the lines that are none of them. */
interface NamingRules {
  readonly text: string
  readonly leftOut: readonly number[]
}

/**
 * Keeps the rules of a file that do nothing but name what they find: a rule of the source must not run a program in
 * the live system.
 */
export function keepNamingRules(text: string): NamingRules {
  const lines = text.split('\n')
  const isKept = (line: string) => /^\s*(?:#|$)/.test(line) || isNaming(line.trimEnd())
  return {
    text: lines.filter(isKept).join('\n'),
    leftOut: lines.flatMap((line, index) => (isKept(line) ? [] : [index + 1])),
  }
}

function isNaming(line: string): boolean {
  let names = false
  for (let end = 0; end < line.length; end = part.lastIndex) {
    part.lastIndex = end
    const [, key = '', operator = ''] = part.exec(line) ?? []
    const isMatch = operator === '==' || operator === '!='
    const isName = key === 'NAME' && (operator === '=' || operator === ':=')
    if (!isName && !(isMatch && matchingKey.test(key))) return false
    names ||= isName
  }
  return names
}
